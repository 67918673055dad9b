using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FedHub.Matching;

/// <summary>A date of which the day, or the day and the month, may be unknown: <c>1960</c>, <c>1960-08</c> or <c>1960-08-31</c>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PartialDate
{
    /// <summary>First year accepted; nobody alive was born earlier.</summary>
    public const int MinYear = 1850;

    /// <summary>Last year accepted. Fixed, because the rules are pure and do not know today's date.</summary>
    public const int MaxYear = 2100;

    private PartialDate(int year, int month, int day)
    {
        Year = year;
        Month = month;
        Day = day;
    }

    /// <summary>Year of the Gregorian calendar; 0 only in the default value.</summary>
    public int Year { get; }

    /// <summary>1 to 12, or 0 if unknown.</summary>
    public int Month { get; }

    /// <summary>1 to 31, or 0 if unknown. Never set without the month.</summary>
    public int Day { get; }

    /// <summary>Reads <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>; <c>00</c> for month or day means unknown.</summary>
    /// <param name="text">Text of at most 32 characters.</param>
    /// <param name="date">The date, or the default value.</param>
    /// <param name="reason">Why it was refused, in words that do not repeat the text.</param>
    public static bool TryParse(string? text, out PartialDate date, [NotNullWhen(false)] out string? reason)
    {
        date = default;
        var trimmed = (text ?? "").AsSpan().Trim();
        if (trimmed.Length is not (4 or 7 or 10) || !TryNumber(trimmed[..4], out var year)
            || (trimmed.Length > 4 && trimmed[4] != '-') || (trimmed.Length > 7 && trimmed[7] != '-'))
        {
            reason = "expected YYYY, YYYY-MM or YYYY-MM-DD";
            return false;
        }

        int month = 0, day = 0;
        if ((trimmed.Length > 4 && !TryNumber(trimmed[5..7], out month)) || (trimmed.Length > 7 && !TryNumber(trimmed[8..10], out day)))
        {
            reason = "month and day must be digits";
            return false;
        }

        return TryCreate(year, month, day, out date, out reason);
    }

    /// <summary>Checks the parts against the calendar; 0 stands for an unknown month or day.</summary>
    public static bool TryCreate(int year, int month, int day, out PartialDate date, [NotNullWhen(false)] out string? reason)
    {
        date = default;
        reason = null;
        if (year is < MinYear or > MaxYear)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"year must lie between {MinYear} and {MaxYear}");
        }
        else if (month is < 0 or > 12)
        {
            reason = "month must lie between 1 and 12";
        }
        else if (day < 0 || (month == 0 && day != 0) || (month != 0 && day > DateTime.DaysInMonth(year, month)))
        {
            reason = "the calendar has no such day";
        }

        if (reason is not null)
        {
            return false;
        }

        date = new PartialDate(year, month, day);
        return true;
    }

    /// <summary>The shortest of the accepted forms that holds what is known.</summary>
    public override string ToString() => (Month, Day) switch
    {
        (0, _) => Year.ToString("D4", CultureInfo.InvariantCulture),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}"),
    };

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
