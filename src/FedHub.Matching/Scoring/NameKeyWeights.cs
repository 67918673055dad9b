namespace FedHub.Matching;

/// <summary>Weights of name keys: bits of surprise, less what the missing part of the date takes away.</summary>
internal static class NameKeyWeights
{
    public static double[] P = [0.05, -1.96, 9.5, 0.57, 0.25, 8.98, 1.22, 5.47, 6.02, 6.17, 5.78, 9.63, 0.91, 10.2, 0.46, 5.45, 6.62, 6.06];
    public static double Of(string kind, string value)
    {
        var text = value.AsSpan(0, Math.Max(0, value.IndexOf('|', StringComparison.Ordinal))).ToString();
        var dot = kind.IndexOf('.', StringComparison.Ordinal);
        return (dot < 0 ? kind : kind[..dot]) switch
        {
            "skel" => Math.Clamp(P[0] * (Rarity.OfSkeleton(text) - P[1]), 0.3, P[2]),
            "fold" => Math.Clamp(P[3] * (Rarity.OfSound(text) - P[4]), 0.3, P[5]),
            "init" => P[6],
            "bag" => text.Length <= 3 ? P[14] : text.Length == 4 ? P[7] : text.Length == 5 ? P[8] : P[9],
            "pair" => Pair(kind[(dot + 1)..], text),
            "full" => 10,
            "letters" => P[13],
            "pre" => Ends(text, Rarity.OfBeginning),
            "suf" => Ends(text, Rarity.OfEnd),
            _ => 0,
        };
    }

    private static double Ends(string text, Func<string, double> bits)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? 0 : Math.Clamp(P[15] * (bits(text[..space]) + bits(text[(space + 1)..]) - P[16]), 0.2, P[17]);
    }

    private static double Pair(string date, string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return 0;
        }

        var bits = Math.Min(11, Rarity.OfSkeleton(text[..space])) + Math.Min(11, Rarity.OfSkeleton(text[(space + 1)..]));
        return date switch
        {
            "y" or "md" => Math.Clamp((bits - P[11]) * P[10], 0.3, 10.2),
            "x" => 4,
            _ => Math.Clamp((bits - P[11]) * P[10] * P[12], .2, 4),
        };
    }
}
