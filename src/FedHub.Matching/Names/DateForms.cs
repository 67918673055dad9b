using System.Globalization;

namespace FedHub.Matching;

/// <summary>A date of birth and its parts, as keys hold them.</summary>
internal static class DateForms
{
    /// <summary>Parts that rare pairs of words go with: year · month and day.</summary>
    public static IReadOnlyList<string> Coarse { get; } = ["y", "md"];

    /// <summary>Parts that the whole name goes with: year · year and month · year and day · day and month in either order.</summary>
    public static IReadOnlyList<string> Fine { get; } = ["y", "ym", "yd", "x"];

    /// <summary>The same without the year alone.</summary>
    public static IReadOnlyList<string> FinerThanYear { get; } = ["ym", "yd", "x"];

    /// <summary>The year.</summary>
    public static IReadOnlyList<string> YearOnly { get; } = ["y"];

    /// <summary>The form that holds all that is known.</summary>
    public static string Fullest(PartialDate born) => born.Day != 0 ? "ymd" : born.Month != 0 ? "ym" : "y";

    /// <summary>The form's text, or null where the date does not hold its parts.</summary>
    public static string? Of(PartialDate born, string form) => form switch
    {
        "y" => Text($"{born.Year:D4}"),
        "ym" when born.Month != 0 => Text($"{born.Year:D4}-{born.Month:D2}"),
        "ymd" when born.Day != 0 => Text($"{born.Year:D4}-{born.Month:D2}-{born.Day:D2}"),
        "md" when born.Day != 0 => Text($"{born.Month:D2}-{born.Day:D2}"),
        "yd" when born.Day != 0 => Text($"{born.Year:D4}--{born.Day:D2}"),
        "x" when born.Day is > 0 and <= 12 && born.Day != born.Month
            => Text($"{born.Year:D4}-{Math.Min(born.Month, born.Day):D2}+{Math.Max(born.Month, born.Day):D2}"),
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
