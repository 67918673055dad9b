using System.Collections.Immutable;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>Makes one outcome of a collection from those of its slots and of its disclosure.</summary>
internal static class OutcomeMerger
{
    /// <summary>
    /// What somebody said of a record comes first, strongest first. Then every reason why a slot was not looked up, gravest first, so that one
    /// unanswered slot, or one that was not asked for all that was given, keeps the collection from being a no-hit: only a look-up of everything is one.
    /// </summary>
    private static readonly ImmutableArray<Outcome> _precedence =
    [
        Outcome.Hit,
        Outcome.Referred,
        Outcome.UnderReview,
        Outcome.Refused,
        Outcome.LogForked,
        Outcome.FailedVerification,
        Outcome.FailedSelfTest,
        Outcome.RuleSetMismatch,
        Outcome.FilterUnavailable,
        Outcome.OverBudget,
        Outcome.Expired,
        Outcome.Unreachable,
        Outcome.Waiting,
        Outcome.NotAsked,
        Outcome.NoHit,
    ];

    /// <summary>The outcome that stands for all; not asked when there is none.</summary>
    public static Outcome Merge(IEnumerable<Outcome> outcomes)
        => outcomes.DefaultIfEmpty(Outcome.NotAsked).MinBy(outcome => _precedence.IndexOf(outcome));

    /// <summary>The outcome of a collection whose slots with found tags ended in <paramref name="disclosed"/>.</summary>
    /// <param name="slots">All slots, asked or not.</param>
    /// <param name="disclosed">
    /// What the disclosure's records came to, <see cref="Outcome.NoHit"/> when the owner has no such record; null when nothing was worth asking.
    /// </param>
    public static Outcome Merge(IReadOnlyCollection<SlotVerdict> slots, Outcome? disclosed)
        => Merge(slots.Select(slot => slot.Outcome == Outcome.Hit ? disclosed ?? Outcome.NoHit : slot.Outcome));

    /// <summary>Whether it is a verdict: the owner answered and nothing more is to be expected.</summary>
    public static bool IsFinal(Outcome outcome) => outcome is Outcome.Hit or Outcome.Referred or Outcome.Refused or Outcome.NoHit;
}
