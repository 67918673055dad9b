using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>The words of policy files and of what is said about them.</summary>
internal static class PolicyWords
{
    private static readonly DisclosureOutcome[] _outcomes =
        [DisclosureOutcome.Disclosed, DisclosureOutcome.Referred, DisclosureOutcome.UnderReview, DisclosureOutcome.Refused];

    /// <summary>The outcomes that a rule may have.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = [.. _outcomes.Select(Of)];

    public static string Of(DisclosureOutcome outcome) => outcome switch
    {
        DisclosureOutcome.Disclosed => "disclosed",
        DisclosureOutcome.Referred => "referred",
        DisclosureOutcome.UnderReview => "under-review",
        DisclosureOutcome.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No policy says this."),
    };

    public static bool TryParseOutcome(string word, out DisclosureOutcome outcome)
    {
        foreach (var candidate in _outcomes)
        {
            if (string.Equals(Of(candidate), word, StringComparison.Ordinal))
            {
                outcome = candidate;
                return true;
            }
        }

        outcome = default;
        return false;
    }

    /// <summary>A decision in words: <c>disclosed (full_name, nationality), desk "National desk"</c>.</summary>
    public static string Describe(DisclosureDecision decision)
    {
        var fields = decision.SummaryFields.Count > 0 ? $" ({string.Join(", ", decision.SummaryFields)})" : "";
        var review = decision.Outcome == DisclosureOutcome.UnderReview
            ? FormattableString.Invariant($" by {(decision.TwoPersons ? "two persons" : "one person")} within {decision.ReviewDue?.TotalHours ?? 24} h")
            : "";
        var desk = decision.DeskName is { } name ? $", desk \"{name}\"" : "";
        var ground = decision.Outcome == DisclosureOutcome.Refused ? $": {decision.Ground}" : "";
        return Of(decision.Outcome) + review + fields + desk + ground;
    }
}
