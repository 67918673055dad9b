using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Protocol;

namespace FedHub.Node.Searches;

/// <summary>A search with all that is known of it.</summary>
internal sealed record KeptSearch
{
    public required QueryId QueryId { get; init; }

    public required string Officer { get; init; }

    public required string Agency { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required SearchLife Life { get; init; }

    /// <summary>Counts the changes.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The query's log entry; null while it is not known.</summary>
    public ulong? LogIndex { get; init; }

    public required Digest QueryDigest { get; init; }

    /// <summary>SHA-256 of the signed envelope; null while nobody has signed.</summary>
    public Digest? EnvelopeDigest { get; init; }

    public required SearchPurpose For { get; init; }

    /// <summary>By member and collection. Once the search has ended, every collection that was planned is there, with its last word or without.</summary>
    public required IReadOnlyList<CollectionStanding> Collections { get; init; }

    /// <summary>The own country's, by collection; empty while they have not been looked in.</summary>
    public IReadOnlyList<CollectionStanding> Own { get; init; } = [];

    /// <summary>Whether a record that was disclosed has been corrected or withdrawn since.</summary>
    public bool HasNotice => Collections.Concat(Own).Any(collection => collection.Records.Any(record => record.Change is not null));

    /// <summary>Whether everything in scope has its last word.</summary>
    public bool IsFinal => Life != SearchLife.Running && Collections.Where(collection => !collection.IsOutOfScope).All(collection => collection.ToResult().IsFinal);

    /// <summary>Whether anything may still become known: an answer, a choice, or the end of a review.</summary>
    public bool IsOpen => Life == SearchLife.Running || Collections.Any(collection => collection.ToResult().Outcome == Outcome.Waiting) || Collections.Any(collection => collection.Records.Any(record => record.Outcome == DisclosureOutcome.UnderReview));

    public override string ToString() => $"KeptSearch({QueryId} {Life})";
}
