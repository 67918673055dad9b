using System.Globalization;

namespace FedHub.Matching;

/// <summary>Two dates of birth in clear.</summary>
internal static class DateComparison
{
    public static FieldReason Compare(PartialDate one, PartialDate other)
    {
        var (agreement, text) = Of(one, other);
        return new FieldReason(FieldNames.DateOfBirth, agreement, text);
    }

    private static (Agreement Agreement, string Text) Of(PartialDate one, PartialDate other)
    {
        var isYear = one.Year == other.Year;
        var isMonth = one.Month == other.Month && one.Month != 0;
        var isDay = one.Day == other.Day && one.Day != 0;
        return one == other ? (Agreement.Same, "is the same")
            : isYear && (one.Month == 0 || other.Month == 0) ? (Agreement.Similar, "year is the same, one side knows no more")
            : isYear && isMonth && (one.Day == 0 || other.Day == 0) ? (Agreement.Similar, "year and month are the same, one side knows no more")
            : isYear && one.Day != 0 && one.Day == other.Month && one.Month == other.Day ? (Agreement.Similar, "year is the same, day and month are swapped")
            : one.Day != 0 && other.Day != 0 && Slips.IsOne(Digits(one), Digits(other)) ? (Agreement.Similar, "one digit is wrong, or two have changed places")
            : isYear && isMonth ? (Agreement.Similar, "year and month are the same")
            : isYear && isDay ? (Agreement.Similar, "year and day are the same, the month is not")
            : isMonth && isDay ? (Agreement.Similar, "day and month are the same, the year is not")
            : isYear ? (Agreement.Similar, "year is the same")
            : (Agreement.Different, "year is not the same");
    }

    private static string Digits(PartialDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}{date.Month:D2}{date.Day:D2}");
}
