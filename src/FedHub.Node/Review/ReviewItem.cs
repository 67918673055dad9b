using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Review;

/// <summary>A disclosure that waits, or waited, for a person.</summary>
internal sealed record ReviewItem
{
    /// <summary>What reviewers call it by; at this node only.</summary>
    public required long Id { get; init; }

    public required Digest RequestDigest { get; init; }

    public required RecordRowId Record { get; init; }

    /// <summary>Who asks.</summary>
    public required MemberId Origin { get; init; }

    public required string Officer { get; init; }

    public required string Agency { get; init; }

    public required Purpose Purpose { get; init; }

    public required string LegalBasis { get; init; }

    public required QueryId QueryId { get; init; }

    public required CollectionName Collection { get; init; }

    /// <summary>Under which the asker knows the record, 16 bytes.</summary>
    public required byte[] Handle { get; init; }

    public required RecordCategory Category { get; init; }

    /// <summary>Kinds of the keys that met, with spaces between.</summary>
    public required string KeyKinds { get; init; }

    /// <summary>The claims of the request that met the record.</summary>
    public required IReadOnlyList<int> Claims { get; init; }

    public required bool HasMore { get; init; }

    /// <summary>The asker keeps its private half until the answer comes.</summary>
    public required SealingPublicKey ReplyKey { get; init; }

    public required bool TwoPersons { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the asker is refused because nobody has decided.</summary>
    public required DateTimeOffset LapsesAt { get; init; }

    public required ReviewState State { get; init; }

    /// <summary>Counts the votes: a decision names the version that its person has seen.</summary>
    public required int Version { get; init; }

    /// <summary>What was decided, or is proposed; null while nobody has said anything.</summary>
    public DisclosureOutcome? Outcome { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public bool IsOpen => State is ReviewState.Open or ReviewState.Proposed;

    public bool IsOverdue(DateTimeOffset now) => IsOpen && DueAt <= now;

    public override string ToString() => $"ReviewItem({Id} {State})";
}
