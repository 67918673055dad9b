namespace FedHub.Matching;

/// <summary>
/// Weights of name keys, from the bits of surprise of the words they hold. The slopes were fitted by annealing to public files, so that
/// at most one in ten thousand pairs of strangers given one birth date reaches grade C and one word never reaches B; <c>docs/matching-quality.md</c> says
/// what they reach and which of it was held out.
/// </summary>
internal static class NameKeyWeights
{
    private const double MaxWordBits = 11;
    private const double CommonFull = 6;

    // What the whole name, or two rare words of it, earns with any date: C alone, and B in company.
    private const double Whole = 14;

    // From these bits a word's other keys bring six, so that this much more is C.
    private const double RareWord = 9.5;
    private const double RareAlone = 4;

    private const double LettersOfAYear = 5.203125;
    private const double Single = 0.625;

    private static readonly WeightSlope _pairOfAYear = new(2.0099, 6.0795, Whole, Least: 0.625);
    private static readonly WeightSlope _pairOfAFinerDate = new(7.575, 10.106, 4);

    // Without the year two rare words together, or nothing: beside less, a day and month would only cost a key.
    private static readonly WeightSlope _pairOfADayWithoutYear = new(200, 10.86, Whole);

    // A year alone is shared by four hundred times as many people as a day: half of a name has no key of it.
    private static readonly Dictionary<string, (WeightSlope Day, WeightSlope Year, Func<string, double> Bits)> _slopes = new(StringComparer.Ordinal)
    {
        // All that one shared word and the other's initial can earn stays below B: twins share a family name and a birthday.
        [NameKeyKinds.Sound] = (new(1.4708, 5.3811, 10.1875), new(1.0766, 2.7322, 9.703125), Rarity.OfSound),
        [NameKeyKinds.HalfSkeleton] = (new(7.757, 6.8186, 3.875), default, Rarity.OfSkeleton),
        [NameKeyKinds.HalfLetters] = (new(7.4148, 8.5655, 10.15625), default, Rarity.OfLetters),
        [NameKeyKinds.HalfBeginning] = (new(0.8988, 3.3379, 8.875), default, text => Rarity.OfSpelledPart(NameKeyKinds.HalfBeginning, text)),
        [NameKeyKinds.HalfStem] = (new(5.257, 8.7992, 6.953125), default, text => Rarity.OfSpelledPart(NameKeyKinds.HalfStem, text)),
        [NameKeyKinds.Initial] = (default, new(0.4075, 0.1926, 2.296875), text => Rarity.OfSkeleton(Two(text).First)),
        [NameKeyKinds.Beginnings] = (new(0.9042, 0.0936, 10.1875), new(4.5496, 8.0954, 5.375), text => OfTwo(text, Rarity.OfBeginning)),
        [NameKeyKinds.Ends] = (default, new(1.7306, 5.0282, 9.0625), text => OfTwo(text, Rarity.OfEnd)),
        [NameKeyKinds.Bag] = (new(4.2225, 2.9, 9, Least: 0.8125), new(3.0143, 2.8118, 6.625, Least: 0.8125), text => text.Length),
    };

    public static bool IsNameKind(string kind)
        => What(kind) is NameKeyKinds.Full or NameKeyKinds.Letters or NameKeyKinds.Skeleton or NameKeyKinds.Pair || _slopes.ContainsKey(What(kind));

    /// <summary>The kind without the form of its date.</summary>
    public static string What(string kind)
    {
        var dot = kind.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? kind : kind[..dot];
    }

    public static double Of(string kind, string value)
    {
        var bar = value.IndexOf('|', StringComparison.Ordinal);
        if (bar <= 0)
        {
            return 0;
        }

        var text = value[..bar];
        var isDay = kind.EndsWith(".ymd", StringComparison.Ordinal);
        var what = What(kind);
        if (_slopes.TryGetValue(what, out var slopes))
        {
            return (isDay ? slopes.Day : slopes.Year).Of(slopes.Bits(text));
        }

        return what switch
        {
            NameKeyKinds.Full => Full(kind, text),
            NameKeyKinds.Letters => isDay ? Whole : LettersOfAYear,
            NameKeyKinds.Skeleton => Single,
            NameKeyKinds.Pair => Pair(kind, text),
            _ => 0,
        };
    }

    // Everybody of one year who bears two common names is too many people: those need more than the year.
    // One word alone is possible whatever word it is, and with all its other keys stays below A: the rare one needs less.
    private static double Full(string kind, string text)
        => kind.EndsWith(".y", StringComparison.Ordinal) && text.Split(' ').Sum(Rarity.OfSound) < Rarity.RareName ? CommonFull
            : text.Contains(' ', StringComparison.Ordinal) ? Whole : Rarity.OfSound(text) < RareWord ? Thresholds.C : RareAlone;

    private static double Pair(string kind, string text)
    {
        var slope = kind.EndsWith(".y", StringComparison.Ordinal) ? _pairOfAYear
            : kind.EndsWith(".md", StringComparison.Ordinal) ? _pairOfADayWithoutYear : _pairOfAFinerDate;
        return slope.Of(OfTwo(text, word => Math.Min(MaxWordBits, Rarity.OfSkeleton(word))));
    }

    private static double OfTwo(string text, Func<string, double> bits)
    {
        var (first, second) = Two(text);
        return bits(first) + bits(second);
    }

    private static (string First, string Second) Two(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
    }
}
