using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>The outcome of one collection.</summary>
internal sealed record CollectionResult(MemberId Member, CollectionName Collection, Outcome Outcome, string Message) : SearchEvent
{
    /// <summary>
    /// Whether all that was typed was looked up, refused, or is not admitted by the policy. False also beside a hit, when another class of the
    /// same collection was not looked up: there may be more than what is shown.
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether the collection holds no class of what was typed, so that it has no part in the search.</summary>
    public bool IsOutOfScope { get; init; }

    /// <summary>Whether this is the collection's last word on all that was typed.</summary>
    public bool IsFinal => IsComplete && (Outcome == Outcome.NotAsked || OutcomeMerger.IsFinal(Outcome));

    /// <summary>Whether the owner's policy kept a slot from being asked.</summary>
    public bool IsDenied { get; init; }

    /// <summary>The records with this outcome, best first.</summary>
    public IReadOnlyList<MatchedRecord> Records { get; init; } = [];

    /// <summary>When to try again or when the review is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Log index of the disclosure's answer.</summary>
    public ulong? DisclosureLogIndex { get; init; }

    /// <summary>Slots whose canary was met, for the self-test.</summary>
    public IReadOnlySet<SlotId> Canary { get; init; } = new HashSet<SlotId>();

    /// <summary>Whether something was found and the officer is to choose whether to ask its owner.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>The best grade of what was found, while the officer is to choose.</summary>
    public Grade FoundGrade { get; init; }

    /// <summary>The classes of what was found, while the officer is to choose.</summary>
    public IReadOnlyList<IdentifierClass> FoundOn { get; init; } = [];

    /// <summary>Best grade of the records, or of what was found.</summary>
    public Grade Grade => Records.Count == 0 ? FoundGrade : Records.Max(record => record.Score.Grade);

    public override string ToString() => $"CollectionResult({Member}/{Collection} {Outcome})";
}
