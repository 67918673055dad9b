using System.Globalization;

namespace FedHub.Matching;

/// <summary>Saves what can be saved of a date that the calendar does not have: registers hold 30 February and the thirteenth month.</summary>
internal static class DamagedDate
{
    private const int CompactLength = 8;
    private const int DashedLength = 10;

    /// <summary>Reads a date as <see cref="PartialDate.TryParse"/> does, and <c>YYYYMMDD</c>; else swaps day and month, drops the day, or keeps the year alone.</summary>
    /// <param name="text">The date as it is written.</param>
    /// <param name="remark">What was done to it or why nothing could be, in words that do not repeat it; null if it was whole.</param>
    /// <returns>The date or its part, or null.</returns>
    public static PartialDate? Read(string text, out string? remark)
    {
        var trimmed = text.Trim();
        var dashed = trimmed.Length == CompactLength && trimmed.All(char.IsAsciiDigit) ? trimmed[..4] + "-" + trimmed[4..6] + "-" + trimmed[6..] : trimmed;
        if (PartialDate.TryParse(dashed, out var whole, out remark))
        {
            return whole;
        }

        if (dashed.Length != DashedLength || dashed[4] != '-' || dashed[7] != '-'
            || !Number(dashed[..4], out var year) || !Number(dashed[5..7], out var month) || !Number(dashed[8..], out var day))
        {
            return null;
        }

        foreach (var (m, d, done) in new[] { (day, month, "day and month are taken the other way round"), (month, 0, "the day is left out"), (0, 0, "only the year is taken") })
        {
            if (PartialDate.TryCreate(year, m, d, out var part, out _))
            {
                remark = "the calendar has no such day; " + done;
                return part;
            }
        }

        return null;
    }

    private static bool Number(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
