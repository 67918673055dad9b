namespace FedHub.Matching;

/// <summary>
/// Keys of one word of a name that has two at most. There a word is half of all that is known of the name, while among four words
/// of one and four of another some two are often alike: so these weigh more than the same word's other keys, and only short names have them.
/// </summary>
internal static class HalfKeys
{
    private const int MaxWords = 2;
    private const int MinSound = 3;
    private const int MinSkeleton = 3;

    /// <summary>An initial, or what a stray space cut off: no word that would make a name of two a name of three.</summary>
    private const int MaxFragment = 2;

    /// <summary>Words of a name among which torn ones are looked for.</summary>
    private const int MaxPieces = 5;

    /// <summary>Letters of the shorter piece of a torn word.</summary>
    private const int MaxPiece = 5;

    private const int MinTorn = 4;

    public static void Derive(Action<string, string> add, IReadOnlyList<NameToken> tokens)
    {
        // A patronymic beside two names is no third half; one of two words that is built like a patronymic is a family name.
        var words = tokens.Count > MaxWords ? [.. tokens.Where(t => !t.IsPatronymic)] : tokens;
        AddTorn(add, words);
        var whole = words.Where(t => t.Text.Length > MaxFragment).ToList();
        var halves = whole.Count is > 0 and <= MaxWords ? whole : words;
        if (halves.Count <= MaxWords)
        {
            foreach (var half in halves)
            {
                AddHalf(add, half);
            }
        }
    }

    /// <summary>A word that was written as two, put together; of a name in three pieces the third is the other half.</summary>
    private static void AddTorn(Action<string, string> add, IReadOnlyList<NameToken> words)
    {
        if (words.Count > MaxPieces)
        {
            return;
        }

        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i].InOneWith(words[i + 1]) is { } whole && IsTorn(words[i], words[i + 1], words.Count))
            {
                AddHalf(add, whole);
                if (words.Count == MaxWords + 1)
                {
                    AddHalf(add, words[i == 0 ? i + 2 : 0]);
                }
            }
        }
    }

    /// <summary>Two names that are both known are two names: John Paul, Jong Un.</summary>
    private static bool IsTorn(NameToken first, NameToken second, int words)
    {
        var shorter = Math.Min(first.Letters.Length, second.Letters.Length);
        return shorter <= (words > MaxWords ? MaxPiece : MaxFragment) && first.Letters.Length + second.Letters.Length >= MinTorn
            && !(Rarity.IsListed(first.Sound!) && Rarity.IsListed(second.Sound!));
    }

    private static void AddHalf(Action<string, string> add, NameToken token)
    {
        if (token.Sound is not { Length: >= MinSound })
        {
            return;
        }

        add(NameKeyKinds.Sound, token.Sound);
        if (token.Skeleton.Length >= MinSkeleton)
        {
            add(NameKeyKinds.HalfSkeleton, token.Skeleton);
        }

        foreach (var (kind, text) in WordLetters.Parts(token.Letters))
        {
            add(kind, text);
        }
    }
}
