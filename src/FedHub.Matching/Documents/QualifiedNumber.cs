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

    /// <summary>Reads the text, or says on the collector why not.</summary>
    public static QualifiedNumber? Read(string text, string field, KeyCollector collector)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            collector.Warn(WarningCode.Unreadable, field, text.Length > MaxLength ? "longer than any number" : "empty");
            return null;
        }

        var (country, rest) = Cut(text.Trim());
        var number = Canonical(rest);
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

    private static (string? Country, string Number) Cut(string text)
    {
        var open = text.LastIndexOf('(');
        if (open > 0 && text[^1] == ')')
        {
            return (text[(open + 1)..^1].Trim(), text[..open]);
        }

        var parts = text.Split(':');
        return parts.Length switch
        {
            2 => (parts[0].Trim(), parts[1]),
            // The scheme in the middle is for people: the number itself tells which one it is.
            3 => (parts[0].Trim(), parts[2]),
            _ => (null, text),
        };
    }
}
