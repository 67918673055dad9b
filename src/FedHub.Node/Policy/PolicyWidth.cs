using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Which of two decisions gives more away.</summary>
internal static class PolicyWidth
{
    /// <summary>Which way it goes from one decision to another; null when they are the same.</summary>
    /// <param name="before">Null when the asker could not ask.</param>
    /// <param name="after">Now.</param>
    public static PolicyChangeKind? Compare(DisclosureDecision? before, DisclosureDecision after)
    {
        if (before is null)
        {
            return after.Outcome == DisclosureOutcome.Refused ? null : PolicyChangeKind.Widened;
        }

        if (string.Equals(PolicyWords.Describe(before), PolicyWords.Describe(after), StringComparison.Ordinal))
        {
            return null;
        }

        var (was, becomes) = (Rank(before), Rank(after));
        var added = after.SummaryFields.Except(before.SummaryFields, StringComparer.Ordinal).Any();
        var removed = before.SummaryFields.Except(after.SummaryFields, StringComparer.Ordinal).Any();
        if (becomes > was || added || (before.TwoPersons && !after.TwoPersons))
        {
            // In doubt it is wider: a change that gives one field and takes another wants to be looked at.
            return becomes < was && !added ? PolicyChangeKind.Narrowed : PolicyChangeKind.Widened;
        }

        return becomes < was || removed || (after.TwoPersons && !before.TwoPersons) ? PolicyChangeKind.Narrowed : PolicyChangeKind.Altered;
    }

    private static int Rank(DisclosureDecision decision) => decision.Outcome switch
    {
        DisclosureOutcome.Refused => 0,
        DisclosureOutcome.UnderReview => 1,
        DisclosureOutcome.Referred => 2,
        _ => 3,
    };
}
