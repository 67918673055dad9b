using System.Diagnostics.CodeAnalysis;
using FedHub.Matching;

namespace FedHub.Node.Import;

/// <summary>How a file writes dates: <c>yyyy</c>, <c>MM</c> and <c>dd</c> with anything between. In <c>yyyy-MM-dd</c> the end may be missing.</summary>
internal sealed class DateFormat
{
    private readonly string? _pattern;

    private DateFormat(string? pattern) => _pattern = pattern;

    /// <summary><c>1960</c>, <c>1960-08</c> or <c>1960-08-31</c>.</summary>
    internal static DateFormat Iso { get; } = new(null);

    internal static bool TryParse(string pattern, [NotNullWhen(true)] out DateFormat? format)
    {
        format = pattern switch
        {
            "yyyy-MM-dd" => Iso,
            _ when IsValid(pattern) => new DateFormat(pattern),
            _ => null,
        };
        return format is not null;
    }

    /// <summary>Reads a date; <c>00</c> for day or month means unknown.</summary>
    internal bool TryRead(string text, out PartialDate date, [NotNullWhen(false)] out string? reason)
    {
        if (_pattern is null)
        {
            return PartialDate.TryParse(text, out date, out reason);
        }

        date = default;
        reason = $"expected a date as {_pattern}";
        if (text.Length != _pattern.Length)
        {
            return false;
        }

        int year = 0, month = 0, day = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            switch (_pattern[i])
            {
                case 'y' when digit is >= 0 and <= 9:
                    year = (year * 10) + digit;
                    break;
                case 'M' when digit is >= 0 and <= 9:
                    month = (month * 10) + digit;
                    break;
                case 'd' when digit is >= 0 and <= 9:
                    day = (day * 10) + digit;
                    break;
                case var literal when literal == text[i] && literal is not ('y' or 'M' or 'd'):
                    break;
                default:
                    return false;
            }
        }

        return PartialDate.TryCreate(year, month, day, out date, out reason);
    }

    private static bool IsValid(string pattern) =>
        pattern.Length <= 20
        && Holds(pattern, "yyyy")
        && (Holds(pattern, "MM") || !pattern.Contains('M', StringComparison.Ordinal))
        && (Holds(pattern, "dd") || !pattern.Contains('d', StringComparison.Ordinal))
        && (!pattern.Contains('d', StringComparison.Ordinal) || pattern.Contains('M', StringComparison.Ordinal));

    private static bool Holds(string pattern, string part) =>
        pattern.Contains(part, StringComparison.Ordinal) && pattern.Count(character => character == part[0]) == part.Length;
}
