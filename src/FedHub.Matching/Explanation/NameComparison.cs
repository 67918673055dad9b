namespace FedHub.Matching;

/// <summary>Lays the words of two names side by side. Both are in clear: only <c>fedhub match explain</c> may.</summary>
internal static class NameComparison
{
    private const int MinSlip = 4;

    public static IReadOnlyList<WordPair> Compare(MatchSubject search, MatchSubject record)
    {
        var one = NameReader.Read(search, Countries.Resolve(search.Country)).Tokens;
        var other = NameReader.Read(record, Countries.Resolve(record.Country)).Tokens;
        var pairs = new List<WordPair>();
        var (left, right) = (one.ToList(), other.ToList());

        pairs.AddRange(Torn(left, right).Select(pair => new WordPair(pair.Pieces, pair.Whole.Text, pair.Likeness)));
        pairs.AddRange(Torn(right, left).Select(pair => new WordPair(pair.Whole.Text, pair.Pieces, pair.Likeness)));

        // The closest pairs first; of equally close ones the order of the search decides.
        foreach (var (a, b, likeness) in one.SelectMany(a => other.Select(b => (a, b, Likeness: Of(a, b)))).Where(pair => pair.Likeness != WordLikeness.Alone).OrderBy(pair => pair.Likeness))
        {
            if (left.Exists(token => ReferenceEquals(token, a)) && right.Exists(token => ReferenceEquals(token, b)))
            {
                left.RemoveAll(token => ReferenceEquals(token, a));
                right.RemoveAll(token => ReferenceEquals(token, b));
                pairs.Add(new WordPair(a.Text, b.Text, likeness));
            }
        }

        return [.. pairs, .. left.Select(token => new WordPair(token.Text, null, WordLikeness.Alone)), .. right.Select(token => new WordPair(null, token.Text, WordLikeness.Alone))];
    }

    /// <summary>Takes out what one name writes as two words and the other as one: by themselves the pieces would be laid beside something else.</summary>
    private static List<(string Pieces, NameToken Whole, WordLikeness Likeness)> Torn(List<NameToken> torn, List<NameToken> wholes)
    {
        var found = new List<(string Pieces, NameToken Whole, WordLikeness Likeness)>();
        for (var i = 0; i + 1 < torn.Count; i++)
        {
            if (torn[i].InOneWith(torn[i + 1]) is { } joined && wholes.Find(word => Of(joined, word) <= WordLikeness.SameSound) is { } whole)
            {
                found.Add((torn[i].Text + " " + torn[i + 1].Text, whole, Of(joined, whole)));
                torn.RemoveRange(i, 2);
                wholes.Remove(whole);
            }
        }

        return found;
    }

    private static WordLikeness Of(NameToken a, NameToken b)
        => a.Text == b.Text ? WordLikeness.SameSpelling
            : a.Sound is not null && a.Sound == b.Sound ? WordLikeness.SameSound
            : Skeletons(a).Intersect(Skeletons(b), StringComparer.Ordinal).Any() ? WordLikeness.SameConsonants
            : IsSlip(a.Sound ?? a.Skeleton, b.Sound ?? b.Skeleton) ? WordLikeness.OneSlip
            : a.Sound is { Length: >= Rarity.HeadLength } first && b.Sound is { Length: >= Rarity.HeadLength } second && Rarity.Head(first) == Rarity.Head(second)
                ? WordLikeness.SameBeginning
            : a.Initial == b.Initial ? WordLikeness.SameInitial : WordLikeness.Alone;

    private static bool IsSlip(string a, string b) => Math.Min(a.Length, b.Length) >= MinSlip && Slips.IsOne(a, b);

    private static IEnumerable<string> Skeletons(NameToken token) => token.Alternates.Prepend(token.Skeleton).Where(skeleton => skeleton.Length >= NameToken.MinSkeleton);
}
