using FedHub.Protocol;

namespace FedHub.Node.Review;

/// <summary>What a person decides.</summary>
/// <param name="Id">Which review.</param>
/// <param name="Version">The version that the person has seen.</param>
/// <param name="Reviewer">Who.</param>
/// <param name="Outcome">Disclosed, referred or refused.</param>
/// <param name="Ground">From the policy's list; only when refused, else empty.</param>
/// <param name="Reason">For the own file.</param>
internal sealed record ReviewOrder(long Id, int Version, string Reviewer, DisclosureOutcome Outcome, string Ground, string Reason)
{
    public override string ToString() => $"ReviewOrder({Id} {Outcome})";
}
