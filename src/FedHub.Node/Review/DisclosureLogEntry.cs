using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Review;

/// <summary>What was once said of one record to one asker.</summary>
internal sealed record DisclosureLogEntry
{
    public required DateTimeOffset At { get; init; }

    public required string Origin { get; init; }

    public required string Officer { get; init; }

    public required string Agency { get; init; }

    public required Purpose Purpose { get; init; }

    public required string LegalBasis { get; init; }

    public required byte[] QueryId { get; init; }

    public required CollectionName Collection { get; init; }

    public required DisclosureOutcome Outcome { get; init; }

    public required RecordCategory Category { get; init; }

    /// <summary>The country's own id; null when there is no record, or none any more.</summary>
    public string? RecordId { get; init; }

    public byte[]? Handle { get; init; }

    public IReadOnlyList<string> Released { get; init; } = [];

    public IReadOnlyList<string> KeyKinds { get; init; } = [];

    public HitMark? Mark { get; init; }

    public override string ToString() => $"DisclosureLogEntry({Outcome})";
}
