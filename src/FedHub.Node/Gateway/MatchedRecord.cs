using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>What an owner said of one record, scored here.</summary>
internal sealed record MatchedRecord(DisclosureOutcome Outcome, MatchScore Score, IReadOnlyList<IdentifierClass> MatchedOn)
{
    /// <summary>Random per record and asking member; only for a hit or a review.</summary>
    public ReadOnlyMemory<byte> Handle { get; init; }

    public string Category { get; init; } = "";

    public IReadOnlyList<RecordField> Summary { get; init; } = [];

    public ListedDesk? Desk { get; init; }

    public string Ground { get; init; } = "";

    public DateTimeOffset? DueAt { get; init; }

    public bool AndMore { get; init; }

    /// <summary>What happened to the record since it was disclosed; null when nothing that is known of.</summary>
    public RecordChange? Change { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>What the investigator found out; null while nothing.</summary>
    public HitMark? Mark { get; init; }

    public override string ToString() => $"MatchedRecord({Outcome})";
}
