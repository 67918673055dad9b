using System.CommandLine;
using System.Globalization;

namespace FedHub.Cli.Log.Index;

/// <summary>Times that an auditor types, in UTC: a day, or a day and a time.</summary>
internal static class AuditTime
{
    private static readonly string[] _formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mmZ"];

    public static Option<string> Option(string name, string description) => new(name) { Description = description + " UTC: 2026-03-01 or 2026-03-01T08:15." };

    /// <summary>Reads what was typed; null for nothing.</summary>
    /// <exception cref="CliFailureException">It is no such time.</exception>
    public static DateTimeOffset? Read(string? text) => text is null ? null : TryParse(text, out var at)
        ? at
        : throw CliFailureException.Usage("A time is not written as it should be", "Write 2026-03-01 or 2026-03-01T08:15; times are UTC.");

    public static bool TryParse(string text, out DateTimeOffset at) => DateTimeOffset.TryParseExact(
        text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    /// <summary>Reads the two ends of a time.</summary>
    /// <exception cref="CliFailureException">One is no time, or nothing can lie between them.</exception>
    public static (DateTimeOffset? From, DateTimeOffset? Until) Period(string? from, string? until)
    {
        var (since, end) = (Read(from), Read(until));
        return since >= end
            ? throw CliFailureException.Usage("There is nothing between --from and --until", "Give --from before --until; the latter is not part of it.")
            : (since, end);
    }

    /// <summary>The first moment of a month and of the next one.</summary>
    /// <exception cref="CliFailureException">It is no month.</exception>
    public static (DateTimeOffset From, DateTimeOffset Until) Month(string text)
    {
        if (!DateTimeOffset.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from) || from.Year is < 2000 or > 9000)
        {
            throw CliFailureException.Usage("A month is not written as it should be", "Write 2026-03.");
        }

        return (from, from.AddMonths(1));
    }
}
