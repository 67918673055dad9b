namespace FedHub.Matching;

/// <summary>Slips of the pen.</summary>
internal static class Slips
{
    /// <summary>True where one character is changed, missing or added, or two neighbours have changed places.</summary>
    public static bool IsOne(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (longer.Length - shorter.Length > 1)
        {
            return false;
        }

        var from = shorter.AsSpan().CommonPrefixLength(longer);
        var rest = shorter.AsSpan(from);
        var longRest = longer.AsSpan(from);
        return longer.Length > shorter.Length ? rest.SequenceEqual(longRest[1..])
            : rest.Length > 0 && (rest[1..].SequenceEqual(longRest[1..])
                || (rest.Length > 1 && rest[0] == longRest[1] && rest[1] == longRest[0] && rest[2..].SequenceEqual(longRest[2..])));
    }
}
