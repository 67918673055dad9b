using System.Globalization;

namespace FedHub.Cli.Budgets;

/// <summary>Until when, as people type it.</summary>
internal static class UntilTime
{
    private static readonly string[] _formats = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'"];

    /// <summary>Reads <c>12h</c>, <c>7d</c>, or a date with or without time, UTC.</summary>
    /// <exception cref="CliFailureException">It is none of these.</exception>
    public static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        if (text is [.. var digits, 'h' or 'd'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 10_000)
        {
            return now + (text[^1] == 'h' ? TimeSpan.FromHours(count) : TimeSpan.FromDays(count));
        }

        return DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw CliFailureException.Usage("--until is not a time", "Write 12h, 7d, 2026-12-01 or 2026-12-01T18:00, UTC.");
    }
}
