using FedHub.Node.Policy;

namespace FedHub.Node.Review;

/// <summary>A review with all that its person needs.</summary>
/// <param name="Item">The review.</param>
/// <param name="Votes">What was said, in order.</param>
/// <param name="Policy">What the policy says now.</param>
/// <param name="RecordId">The country's own id of the record; null when it was withdrawn.</param>
internal sealed record ReviewDetails(ReviewItem Item, IReadOnlyList<ReviewVote> Votes, DisclosureDecision Policy, string? RecordId)
{
    public override string ToString() => $"ReviewDetails({Item.Id})";
}
