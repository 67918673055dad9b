using FedHub.Protocol;

namespace FedHub.Node.Review;

/// <summary>What one person said of a review.</summary>
/// <param name="At">When.</param>
/// <param name="Reviewer">Pseudonym of the officer, or the node's administrator.</param>
/// <param name="Outcome">Disclosed, referred or refused.</param>
/// <param name="Ground">From the policy's list; only when refused.</param>
/// <param name="Reason">For the own file; never leaves the node.</param>
internal sealed record ReviewVote(DateTimeOffset At, string Reviewer, DisclosureOutcome Outcome, string Ground, string Reason)
{
    public override string ToString() => $"ReviewVote({Outcome})";
}
