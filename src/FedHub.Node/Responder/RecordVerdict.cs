using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>What is said of one record, or of claims that meet none.</summary>
internal sealed record RecordVerdict(DisclosureOutcome Outcome, IReadOnlyList<int> Claims)
{
    /// <summary>The record; null when the claims meet none.</summary>
    public RecordRowId? RowId { get; init; }

    /// <summary>What the record is, told or not; for the own log.</summary>
    public RecordCategory StoredCategory { get; init; }

    /// <summary>MAC of the content that the verdict was made of; null when the claims meet none.</summary>
    public byte[]? ContentMac { get; init; }

    /// <summary>Kinds of the keys that met; for the own log.</summary>
    public IReadOnlyList<string> KeyKinds { get; init; } = [];

    /// <summary>Whether two persons must decide; only when under review.</summary>
    public bool TwoPersons { get; init; }

    /// <summary>Category token; only when disclosed.</summary>
    public string? Category { get; init; }

    /// <summary>What the policy releases; only when disclosed.</summary>
    public IReadOnlyList<RecordField> Summary { get; init; } = [];

    /// <summary>Whom to talk to.</summary>
    public ListedDesk? Desk { get; init; }

    /// <summary>Why; only when refused.</summary>
    public string? Ground { get; init; }

    /// <summary>Until when a person decides; only when under review.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether further records lie under one of the keys.</summary>
    public bool HasMore { get; init; }

    /// <summary>Whether the asker gets a handle to refer to the record by.</summary>
    public bool HasHandle => Outcome is DisclosureOutcome.Disclosed or DisclosureOutcome.UnderReview;

    /// <summary>Outcome and row only: the rest is about a person.</summary>
    public override string ToString() => $"RecordVerdict({Outcome})";
}
