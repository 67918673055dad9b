using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>What a disclosure request came to.</summary>
/// <param name="Rest">What was said beside the records; <see cref="Outcome.NoHit"/> for claims that met none; null when nothing.</param>
/// <param name="Records">Records that the owner said something of.</param>
/// <param name="NoRecord">Slots whose claims met no record.</param>
/// <param name="Canary">Slots whose claims met the canary.</param>
/// <param name="RetryAt">When to try again, where said.</param>
/// <param name="LogIndex">The answer's log entry.</param>
internal sealed record DisclosureReading(
    Outcome? Rest,
    IReadOnlyList<MatchedRecord> Records,
    IReadOnlySet<SlotId> NoRecord,
    IReadOnlySet<SlotId> Canary,
    DateTimeOffset? RetryAt = null,
    ulong? LogIndex = null)
{
    /// <summary>A request that gave nothing.</summary>
    public static DisclosureReading Failed(Outcome outcome, DateTimeOffset? retryAt = null)
        => new(outcome, [], new HashSet<SlotId>(), new HashSet<SlotId>(), retryAt);

    /// <summary>What an owner's word on one record means to the officer.</summary>
    public static Outcome OutcomeOf(DisclosureOutcome outcome) => outcome switch
    {
        DisclosureOutcome.Disclosed => Outcome.Hit,
        DisclosureOutcome.Referred => Outcome.Referred,
        DisclosureOutcome.UnderReview => Outcome.UnderReview,
        DisclosureOutcome.Refused => Outcome.Refused,
        DisclosureOutcome.EpochEnded => Outcome.FilterUnavailable,
        _ => Outcome.NoHit,
    };
}
