namespace FedHub.Matching;

/// <summary>Compares two persons that are both in clear: only <c>fedhub match explain</c> may, between countries nobody sees both.</summary>
public static class PairComparison
{
    private const int MinNumber = 5;

    /// <summary>Says what a search for the one would find of the other, and why.</summary>
    public static PairExplanation Compare(MatchSubject search, MatchSubject record)
    {
        var searched = SearchKeys.ForSearch(search);
        var held = SearchKeys.ForRecord(record);
        var common = searched.Keys.Where(held.Keys.ToHashSet().Contains).ToList();
        var score = Scoring.Score(common);
        return new PairExplanation(
            score,
            [.. common.OrderByDescending(key => key.Weight).ThenBy(key => key.Kind, StringComparer.Ordinal).Select(key => new MetKey(key.Kind, key.Weight))],
            [.. Dates(search, record), .. Unmet(searched.Keys, held.Keys, common)],
            NameComparison.Compare(search, record),
            searched.Warnings,
            held.Warnings);
    }

    private static IEnumerable<FieldReason> Dates(MatchSubject search, MatchSubject record)
        => search.DateOfBirth is { Year: > 0 } one && record.DateOfBirth is { Year: > 0 } other ? [DateComparison.Compare(one, other)] : [];

    private static IEnumerable<FieldReason> Unmet(IReadOnlyList<SearchKey> searched, IReadOnlyList<SearchKey> held, List<SearchKey> common)
        => searched.Select(key => key.Class).Intersect(held.Select(key => key.Class)).Except(common.Select(key => key.Class)).Order()
            .Select(keyClass => new FieldReason(FieldNames.Of(keyClass), Agreement.Different,
                keyClass != KeyClass.Name && IsNear(Numbers(searched, keyClass), Numbers(held, keyClass)) ? "no key met: one character is changed, missing or added, or two have changed places" : "no key of the two met"));

    private static bool IsNear(List<string> searched, List<string> held) => searched.Exists(one => held.Exists(other => Slips.IsOne(one, other)));

    // The country stands before the number and may be wrong as well; the scheme of a personal number too.
    private static List<string> Numbers(IReadOnlyList<SearchKey> keys, KeyClass keyClass)
        => [.. keys.Where(key => key.Class == keyClass).Select(key => key.Value[(key.Value.LastIndexOf(':') + 1)..]).Where(number => number.Length >= MinNumber).Distinct(StringComparer.Ordinal)];
}
