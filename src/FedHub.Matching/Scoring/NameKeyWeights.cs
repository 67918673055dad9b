namespace FedHub.Matching;

/// <summary>
/// Weights of name keys, from the bits of surprise of the words they hold. The slopes were climbed to, one figure at a time, on public
/// files, so that at most one in ten thousand pairs of strangers given one birth date reaches grade C; <c>docs/matching-quality.md</c> says
/// what they reach and which of it was held out.
/// </summary>
internal static class NameKeyWeights
{
    private const double MaxWordBits = 11;
    private const double RareFull = 13;
    private const double CommonFull = 6;
    private const double LettersOfAYear = 5.203125;
    private const double ShortBag = 0.8125;
    private const int MinBag = 4;
    private const double BagOfADay = 6.453125;
    private const double BagOfAYear = 4.8125;
    private const double Single = 0.625;

    private static readonly WeightSlope _pairOfAYear = new(7.575, 10.106, 10.1875, Least: 0.625);
    private static readonly WeightSlope _pairOfADayWithoutYear = new(2.8, 7.35, 10.1875);
    private static readonly WeightSlope _pairOfAFinerDate = new(7.575, 10.106, 4);

    // A year alone is shared by four hundred times as many people as a day: the same word counts for less beside it.
    private static readonly Dictionary<string, (WeightSlope Day, WeightSlope Year, Func<string, double> Bits)> _slopes = new(StringComparer.Ordinal)
    {
        // All that one shared word and the other's initial can earn stays below B: twins share a family name and a birthday.
        [NameKeyKinds.Sound] = (new(0.65, 0.035, 7.3), new(0.637, 0.035, 9.5), Rarity.OfSound),
        [NameKeyKinds.Half] = (new(3.64, 7.9, 5), default, Rarity.OfSound),
        [NameKeyKinds.HalfSkeleton] = (new(5.59, 7.4, 3.5), default, Rarity.OfSkeleton),
        [NameKeyKinds.HalfBeginning] = (new(3.9, 7, 10), default, Rarity.OfHead),
        [NameKeyKinds.Initial] = (new(0.582, 1.696, 4.095), new(0.62, 1.696, 2.903), text => Rarity.OfSkeleton(Two(text).First)),
        [NameKeyKinds.Beginnings] = (new(4.072, 6.5, 6.933), new(4.072, 6.5, 6.393), text => OfTwo(text, Rarity.OfBeginning)),
        [NameKeyKinds.Ends] = (new(0.974, 7.452, 5.625), new(0.974, 7.452, 5.229), text => OfTwo(text, Rarity.OfEnd)),
    };

    public static bool IsNameKind(string kind)
        => What(kind) is NameKeyKinds.Full or NameKeyKinds.Letters or NameKeyKinds.Bag or NameKeyKinds.Skeleton or NameKeyKinds.Pair || _slopes.ContainsKey(What(kind));

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
            NameKeyKinds.Letters => isDay ? Thresholds.C : LettersOfAYear,
            NameKeyKinds.Bag => text.Length < MinBag ? ShortBag : isDay ? BagOfADay : BagOfAYear,
            NameKeyKinds.Skeleton => Single,
            NameKeyKinds.Pair => Pair(kind, text),
            _ => 0,
        };
    }

    // Everybody of one year who bears two common names is too many people: those need more than the year.
    private static double Full(string kind, string text)
        => !kind.EndsWith(".y", StringComparison.Ordinal) || text.Split(' ').Sum(Rarity.OfSound) >= RareFull ? Thresholds.C : CommonFull;

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
