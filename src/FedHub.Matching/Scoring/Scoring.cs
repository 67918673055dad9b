namespace FedHub.Matching;

/// <summary>Turns the keys that search and record have in common into a grade and its reasons.</summary>
public static class Scoring
{
    /// <summary>Sums the weights of the distinct (kind, value) pairs and compares with the thresholds of <see cref="RuleSet.Current"/>.</summary>
    /// <param name="common">Keys that met; order and repetition do not matter, and weights are computed anew rather than believed.</param>
    public static MatchScore Score(IReadOnlyCollection<SearchKey> common)
    {
        var seen = new HashSet<(string Kind, string Value)>();
        var sum = 0.0;
        foreach (var key in common)
        {
            if (seen.Add((key.Kind, key.Value)))
            {
                sum += KeyWeights.Of(key.Kind, key.Value);
            }
        }

        return new MatchScore(sum, RuleSet.Current.GradeOf(sum), ScoreReasons.Explain(seen));
    }
}
