namespace FedHub.Matching.Tests.Quality;

/// <summary>Official examples of romanisation: source and romanised form, given one date.</summary>
internal static class Romanisations
{
    private const string Born = "1970-05-17";

    /// <summary>By language and system: share whose two spellings meet in a key, and share that reach grade C beside an equal second name.</summary>
    public static IReadOnlyList<(string Language, int Count, double Meets, double ReachesC)> Measure(string folder)
        => [.. File.ReadLines(Path.Combine(folder, "names", "transliteration-tests.tsv")).Skip(1).Select(line => line.Split('\t'))
            .GroupBy(f => f[1] + (f[0].StartsWith("bgn", StringComparison.Ordinal) ? " bgn" : " odni"), StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), group.Average(f => Sum(f[2], f[3]) > 0 ? 1.0 : 0),
                group.Average(f => Sum(f[2] + " Тимур", f[3] + " Timur") >= RuleSet.Current.ThresholdC ? 1.0 : 0)))];

    private static double Sum(string one, string other)
    {
        var keys = SearchKeys.ForRecord(LinkageSets.Person(one, Born)).Keys.ToHashSet();
        return Scoring.Score([.. SearchKeys.ForSearch(LinkageSets.Person(other, Born)).Keys.Where(keys.Contains)]).Sum;
    }
}
