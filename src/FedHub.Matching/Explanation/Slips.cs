namespace FedHub.Matching;

/// <summary>Slips of the pen.</summary>
internal static class Slips
{
    // Less than this of a number says nothing of the rest.
    private const int MinPart = 5;

    /// <summary>True where one character is changed, missing or added, or two neighbours have changed places.</summary>
    public static bool IsOne(string one, string other) => Of(one, other).Kind is SlipKind.Changed or SlipKind.Missing or SlipKind.Added or SlipKind.Swapped;

    /// <summary>The one slip that leads from one to the other; <see cref="SlipKind.None"/> for equal texts and for more than a slip.</summary>
    public static Slip Of(string one, string other)
    {
        var from = one.AsSpan().CommonPrefixLength(other);
        var rest = one.AsSpan(from);
        var otherRest = other.AsSpan(from);
        return (rest.Length - otherRest.Length) switch
        {
            0 when rest.IsEmpty => Slip.None,
            0 when rest[1..].SequenceEqual(otherRest[1..]) => new Slip(SlipKind.Changed, from + 1),
            0 when rest.Length > 1 && rest[0] == otherRest[1] && rest[1] == otherRest[0] && rest[2..].SequenceEqual(otherRest[2..]) => new Slip(SlipKind.Swapped, from + 1),
            1 when rest[1..].SequenceEqual(otherRest) => new Slip(SlipKind.Missing, from + 1),
            -1 when otherRest[1..].SequenceEqual(rest) => new Slip(SlipKind.Added, from + 1),
            > 1 when IsPart(other, one) => Part(other, one, SlipKind.OtherIsBeginning, SlipKind.OtherIsEnd),
            < -1 when IsPart(one, other) => Part(one, other, SlipKind.Beginning, SlipKind.End),
            _ => Slip.None,
        };
    }

    private static bool IsPart(string part, string whole)
        => part.Length >= MinPart && (whole.StartsWith(part, StringComparison.Ordinal) || whole.EndsWith(part, StringComparison.Ordinal));

    private static Slip Part(string part, string whole, SlipKind beginning, SlipKind end)
        => new(whole.StartsWith(part, StringComparison.Ordinal) ? beginning : end, part.Length);
}
