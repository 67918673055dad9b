namespace FedHub.Matching;

/// <summary>Compares two persons that are both in clear: only <c>fedhub match explain</c> may, between countries nobody sees both.</summary>
public static class PairComparison
{
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
            [.. Dates(search, record), .. NumberComparison.Compare(search, record, common), .. Names(searched, held, common)],
            NameComparison.Compare(search, record),
            searched.Warnings,
            held.Warnings);
    }

    private static IEnumerable<FieldReason> Dates(MatchSubject search, MatchSubject record)
        => search.DateOfBirth is { Year: > 0 } one && record.DateOfBirth is { Year: > 0 } other ? [DateComparison.Compare(one, other)] : [];

    // The words of both names stand below; here it is enough that none of them met.
    private static IEnumerable<FieldReason> Names(DerivedKeys searched, DerivedKeys held, List<SearchKey> common)
        => Has(searched.Keys) && Has(held.Keys) && !Has(common) ? [new FieldReason(FieldNames.Name, Agreement.Different, "no key of the two met")] : [];

    private static bool Has(IReadOnlyList<SearchKey> keys) => keys.Any(key => key.Class == KeyClass.Name);
}
