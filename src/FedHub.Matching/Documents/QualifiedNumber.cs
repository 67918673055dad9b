using System.Globalization;
using System.Text;

namespace FedHub.Matching;

/// <summary>A number with the country that issued it: <c>ISO3:NUMBER</c>, <c>ISO3:SCHEME:NUMBER</c>, <c>NUMBER (Country)</c> or bare.</summary>
/// <param name="Country">Alpha-3, or null if none was given.</param>
/// <param name="Number">Upper-case letters and ASCII digits, never empty.</param>
internal sealed record QualifiedNumber(string? Country, string Number)
{
    /// <summary>Longer texts are refused: no number needs more.</summary>
    public const int MaxLength = 96;

    private const int MaxNumber = 40;

    // Between the numbers of a cell that holds several.
    private static readonly char[] _between = [';', '|', '\n'];

    /// <summary>
    /// Reads a number that an authority gives to one person or paper. A country's code before or behind it, apart, is taken for the issuer where none is
    /// named otherwise: <c>KAZ N12345678</c>.
    /// </summary>
    public static QualifiedNumber? ReadIssued(string text, string field, KeyCollector collector)
    {
        var apart = Apart(text);
        if (apart is var (code, _))
        {
            collector.Warn(WarningCode.IssuerAssumed, field, $"the code of a country stands beside the number; {code} is taken for its issuer");
        }

        var read = Read(apart?.Number ?? text, field, collector);
        if (read is not null && !Placeholders.IsIssuable(read.Number))
        {
            collector.Warn(WarningCode.Unreadable, field, "stands for no number: it holds no digits, or one character only");
            return null;
        }

        return read is not null && apart is var (issuer, _) ? read with { Country = issuer } : read;
    }

    /// <summary>Reads the text, or says on the collector why not.</summary>
    public static QualifiedNumber? Read(string text, string field, KeyCollector collector)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            collector.Warn(WarningCode.Unreadable, field, text.Length > MaxLength ? "longer than any number" : "empty");
            return null;
        }

        if (Cut(text.Trim()) is not var (country, rest))
        {
            collector.Warn(WarningCode.Unreadable, field, "holds more than one number; give each of them apart");
            return null;
        }

        var number = Canonical(rest);
        if (Placeholders.IsWord(number))
        {
            collector.Warn(WarningCode.Unreadable, field, "is a word for no number");
            return null;
        }

        if (number.Length is < 3 or > MaxNumber)
        {
            collector.Warn(WarningCode.Unreadable, field, string.Create(CultureInfo.InvariantCulture, $"{number.Length} letters and digits; 3 to {MaxNumber} are read"));
            return null;
        }

        var code = country is null ? null : Countries.Resolve(country);
        if (country is not null && code is null && country != Countries.Any)
        {
            collector.Warn(WarningCode.UnknownCountry, field, "the country it names is not known; it is treated as not given");
        }

        return new QualifiedNumber(code, number);
    }

    /// <summary>Upper case, separators removed, digits of all scripts as ASCII.</summary>
    public static string Canonical(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                kept.Append((char)('0' + (int)char.GetNumericValue(c)));
            }
            else if (char.IsLetter(c) && !char.IsSurrogate(c))
            {
                kept.Append(FullWidth(char.ToUpperInvariant(c)));
            }
        }

        return kept.ToString();
    }

    private static char FullWidth(char c) => c is >= '\uFF21' and <= '\uFF3A' ? (char)(c - '\uFF21' + 'A') : c;

    /// <summary>A country's code of three letters as the first or the last word, and the rest; null if there is none.</summary>
    private static (string Country, string Number)? Apart(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is < 5 or > MaxLength || trimmed.Contains(':', StringComparison.Ordinal) || trimmed[^1] == ')')
        {
            return null;
        }

        return Code(trimmed[..3], trimmed[3]) is { } first ? (first, trimmed[4..])
            : Code(trimmed[^3..], trimmed[^4]) is { } last ? (last, trimmed[..^4])
            : null;

        static string? Code(string word, char beside) =>
            (char.IsWhiteSpace(beside) || beside == '-') && word.All(char.IsAsciiLetter) && Countries.Resolve(word) is { } code && code.Equals(word, StringComparison.OrdinalIgnoreCase) ? code : null;
    }

    /// <summary>Null when the text holds several numbers.</summary>
    private static (string? Country, string Number)? Cut(string text)
    {
        if (text.AsSpan().ContainsAny(_between))
        {
            return null;
        }

        var open = text.LastIndexOf('(');
        if (open > 0 && text[^1] == ')')
        {
            return (text[(open + 1)..^1].Trim(), text[..open]);
        }

        var parts = text.Split(':');
        return parts.Length switch
        {
            1 => (null, text),
            2 => (parts[0].Trim(), parts[1]),
            // The scheme in the middle is for people: the number itself tells which one it is.
            3 when !parts[1].Any(char.IsDigit) => (parts[0].Trim(), parts[2]),
            _ => null,
        };
    }
}
