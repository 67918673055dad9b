using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>A record that was met, as far as its owner's policy discloses it.</summary>
internal sealed record MatchedRecord
{
    public required Grade Grade { get; init; }

    public IReadOnlyList<string> MatchedOn { get; init; } = [];

    public IReadOnlyList<FieldReason> Reasons { get; init; } = [];

    /// <summary>Hex; empty unless disclosed or under review.</summary>
    public string Handle { get; init; } = "";

    public string Category { get; init; } = "";

    public IReadOnlyList<KeyValuePair<string, string>> Summary { get; init; } = [];

    public bool AndMore { get; init; }

    /// <summary>What happened to the record since it was disclosed; null when nothing that is known of.</summary>
    public RecordChange? Change { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>What the investigator found out; null while nothing.</summary>
    public HitMark? Mark { get; init; }

    public override string ToString() => nameof(MatchedRecord);
}
