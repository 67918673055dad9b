using FedHub.Cryptography.Match;

namespace FedHub.Node.Review;

/// <summary>Which disclosures to list. Null means all.</summary>
/// <param name="Since">Not before.</param>
/// <param name="Until">Before.</param>
/// <param name="Origin">Of one asker.</param>
/// <param name="RecordId">Of one record, by the country's own id.</param>
/// <param name="Limit">Most entries.</param>
internal sealed record DisclosureFilter(DateTimeOffset? Since, DateTimeOffset? Until, MemberId? Origin, string? RecordId, int Limit)
{
    public override string ToString() => nameof(DisclosureFilter);
}
