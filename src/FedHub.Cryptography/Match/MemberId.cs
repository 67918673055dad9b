namespace FedHub.Cryptography.Match;

/// <summary>A member of the federation: three upper-case letters, an ISO 3166-1 alpha-3 code.</summary>
public readonly record struct MemberId : IComparable<MemberId>
{
    /// <summary>Length in characters and in UTF-8 bytes.</summary>
    public const int Length = 3;

    /// <summary>The country of canary records, <c>ZZZ</c>. No member has it and no text parses to it.</summary>
    public static readonly MemberId Canary = new("ZZZ");

    private readonly string? _code;

    private MemberId(string code) => _code = code;

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">Not three upper-case letters, or <c>ZZZ</c>.</exception>
    public static MemberId Parse(string text) =>
        TryParse(text, out var member) ? member : throw new FormatException("A member is three upper-case letters, such as KAZ.");

    /// <summary>Reads a code; false for anything but three upper-case letters, and for <c>ZZZ</c>.</summary>
    public static bool TryParse(string? text, out MemberId member)
    {
        member = default;
        if (text is not { Length: Length } || text.AsSpan().ContainsAnyExceptInRange('A', 'Z') || string.Equals(text, "ZZZ", StringComparison.Ordinal))
        {
            return false;
        }

        member = new MemberId(text);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(MemberId other) => string.CompareOrdinal(_code, other._code);

    /// <summary>The code.</summary>
    public override string ToString() => _code ?? string.Empty;

    /// <summary>Whether <paramref name="left"/> sorts first.</summary>
    public static bool operator <(MemberId left, MemberId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts last.</summary>
    public static bool operator >(MemberId left, MemberId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts first or is equal.</summary>
    public static bool operator <=(MemberId left, MemberId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts last or is equal.</summary>
    public static bool operator >=(MemberId left, MemberId right) => left.CompareTo(right) >= 0;
}
