namespace FedHub.Matching;

/// <summary>
/// Weights of name keys, from the bits of surprise of the words they hold. The figures were fitted on three quarters of a public
/// sanctions list so that at most one in ten thousand pairs of strangers with one birth date reaches grade C, and held out on the rest.
/// </summary>
internal static class NameKeyWeights
{
    private const double Least = 0.3125;
    private const double PerBit = 0.65;
    private const double RarePair = 10.5;
    private const double PerPairBit = 4;
    private const double PairCap = 10.1875;
    private const double FinerDate = 4;
    private const double MaxWordBits = 11;
    private const double RareEnds = 7.1;
    private const double RareFull = 13;
    private const double CommonFull = 6;

    public static bool IsNameKind(string kind) => What(kind) is NameKeyKinds.Full or NameKeyKinds.Letters or NameKeyKinds.Bag or NameKeyKinds.Sound
        or NameKeyKinds.Skeleton or NameKeyKinds.Initial or NameKeyKinds.Beginnings or NameKeyKinds.Ends or NameKeyKinds.Pair;

    /// <summary>The kind without the form of its date.</summary>
    public static string What(string kind)
    {
        var dot = kind.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? kind : kind[..dot];
    }

    public static double Of(string kind, string value)
    {
        var bar = value.IndexOf('|', StringComparison.Ordinal);
        if (bar <= 0 || !IsNameKind(kind))
        {
            return 0;
        }

        var text = value[..bar];
        // A year alone is shared by four hundred times as many people as a day: the same name counts for less.
        var isDay = kind.EndsWith(".ymd", StringComparison.Ordinal);
        return What(kind) switch
        {
            NameKeyKinds.Full => Full(kind, text),
            NameKeyKinds.Letters => isDay ? Thresholds.C : 4,
            NameKeyKinds.Bag => text.Length < 4 ? 0.8125 : isDay ? 7 : 4,
            NameKeyKinds.Sound => Round(Math.Max(PerBit * Rarity.OfSound(text), Least)),
            NameKeyKinds.Skeleton => 0.625,
            NameKeyKinds.Initial => 2.625,
            NameKeyKinds.Beginnings => Ends(text, Rarity.OfBeginning, isDay),
            NameKeyKinds.Ends => Ends(text, Rarity.OfEnd, isDay),
            _ => Pair(kind, text),
        };
    }

    // Everybody of one year who bears two common names is too many people: those need more than the year.
    private static double Full(string kind, string text)
        => !kind.EndsWith(".y", StringComparison.Ordinal) || text.Split(' ').Sum(Rarity.OfSound) >= RareFull ? Thresholds.C : CommonFull;

    private static double Ends(string text, Func<string, double> bits, bool isDay)
    {
        var (first, second) = Two(text);
        return bits(first) + bits(second) <= RareEnds ? Least : isDay ? 5.625 : 4;
    }

    private static double Pair(string kind, string text)
    {
        var (first, second) = Two(text);
        var bits = Math.Min(MaxWordBits, Rarity.OfSkeleton(first)) + Math.Min(MaxWordBits, Rarity.OfSkeleton(second));
        var cap = kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..] is "y" or "md" ? PairCap : FinerDate;
        return Round(Math.Clamp(PerPairBit * (bits - RarePair), Least, cap));
    }

    private static (string First, string Second) Two(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
    }

    private static double Round(double weight) => Math.Round(weight * KeyWeights.UnitsPerPoint) / KeyWeights.UnitsPerPoint;
}
