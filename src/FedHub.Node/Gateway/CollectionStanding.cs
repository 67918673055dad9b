using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>All that is known of one collection of a search. What the officer sees is made of it, again each time that something becomes known.</summary>
internal sealed record CollectionStanding(MemberId Member, CollectionName Collection)
{
    private const string Found = "Something was found here. Its owner learns of it when you confirm the search. This is not a no-hit.";
    private const string NotChosen = "Something was found here and its owner was not asked: you did not choose it. This is not a no-hit.";
    private const string Unreleased = " Further records are not released; ask the desk.";

    /// <summary>How each slot ended, before any disclosure.</summary>
    public required IReadOnlyList<SlotVerdict> Slots { get; init; }

    /// <summary>Whether the collection holds no class of what was typed.</summary>
    public bool IsOutOfScope { get; init; }

    /// <summary>Whether the owner was, or is being, asked about records.</summary>
    public bool IsAsked { get; init; }

    /// <summary>What the disclosure came to beside the records: a refusal, silence, or claims that met none; null when nothing.</summary>
    public Outcome? Rest { get; init; }

    /// <summary>Everything that the owner said of records, shown or not.</summary>
    public IReadOnlyList<MatchedRecord> Records { get; init; } = [];

    /// <summary>When to try again, where the disclosure's refusal said so.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Log index of the disclosure's answer.</summary>
    public ulong? LogIndex { get; init; }

    /// <summary>Slots whose canary was met.</summary>
    public IReadOnlySet<SlotId> Canary { get; init; } = new HashSet<SlotId>();

    /// <summary>The best grade of what was found, while the officer is to choose whether to ask; none otherwise.</summary>
    public Grade FoundGrade { get; init; }

    /// <summary>The classes of what was found.</summary>
    public IReadOnlyList<IdentifierClass> FoundOn { get; init; } = [];

    /// <summary>Whether the officer chose not to ask.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>Why there is no last word although the search has ended; null where there is one.</summary>
    public SearchCutOff? CutOff { get; init; }

    /// <summary>What the officer sees.</summary>
    public CollectionResult ToResult()
    {
        if (CutOff is { } cutOff)
        {
            return new CollectionResult(Member, Collection, cutOff.Outcome, cutOff.Sentence) { IsComplete = false, IsDenied = Slots.Any(slot => slot.IsDenied) };
        }

        if (FoundGrade != Grade.None || IsDeclined)
        {
            return new CollectionResult(Member, Collection, Outcome.NotAsked, IsDeclined ? NotChosen : Found)
            {
                IsComplete = false,
                NeedsConfirmation = !IsDeclined,
                FoundGrade = FoundGrade,
                FoundOn = FoundOn,
            };
        }

        var outcome = OutcomeMerger.Merge(Slots, IsAsked ? Disclosed() : null);
        var records = Records.Where(record => IsShown(record.Outcome, outcome)).OrderByDescending(record => record.Score.Sum).ToList();
        return new CollectionResult(Member, Collection, outcome, CollectionSentence.Of(outcome, Slots) + (Records.Count > records.Count ? Unreleased : ""))
        {
            IsDenied = Slots.Any(slot => slot.IsDenied),
            IsOutOfScope = IsOutOfScope,
            IsComplete = Slots.All(slot => slot.IsFinal),
            Records = records,
            DueAt = records.Select(record => record.DueAt).Where(due => due is not null).Min()
                ?? RetryAt
                ?? Slots.Where(slot => slot.Outcome == outcome).Select(slot => slot.RetryAt).FirstOrDefault(retry => retry is not null),
            DisclosureLogIndex = LogIndex,
            Canary = Canary,
        };
    }

    /// <summary>Country and collection only: the rest is about a person.</summary>
    public override string ToString() => $"CollectionStanding({Member}/{Collection})";

    private Outcome Disclosed()
        => OutcomeMerger.Merge(Records.Select(record => DisclosureReading.OutcomeOf(record.Outcome)).Concat(Rest is { } rest ? [rest] : []));

    private static bool IsShown(DisclosureOutcome record, Outcome outcome) => (record, outcome) switch
    {
        (DisclosureOutcome.Disclosed, Outcome.Hit) => true,
        (DisclosureOutcome.Referred, Outcome.Referred) => true,
        (DisclosureOutcome.UnderReview, Outcome.UnderReview) => true,
        (DisclosureOutcome.Refused, Outcome.Refused) => true,
        _ => false,
    };
}
