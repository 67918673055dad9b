using System.Text.RegularExpressions;

namespace FedHub.Federation.Tests.Walks;

/// <summary>Takes out of an output what differs from run to run: keys and ids, instants, durations, sizes of encrypted files. Everything else must be the same.</summary>
internal static partial class WalkText
{
    /// <summary>The ids, digests and fingerprints in an output, in order.</summary>
    public static IReadOnlyList<string> Identifiers(string output) => [.. Identifier().Matches(Instant().Replace(output, "")).Select(match => match.Value)];

    public static string Normalize(string output)
    {
        var text = Colour().Replace(output.ReplaceLineEndings("\n"), "");
        text = Instant().Replace(text, "<time>");
        text = Vkey().Replace(text, "<vkey>");
        text = Identifier().Replace(text, "<id>");
        text = Duration().Replace(text, "<duration>");
        text = Rate().Replace(text, "<rate>");
        text = Port().Replace(text, "<port>");
        text = LogEntry().Replace(text, "log entry <n>");
        text = LogSize().Replace(text, "<n>");
        return string.Join('\n', text.Split('\n').Select(line => Blanks().Replace(Rules().Replace(line, "-"), " ").TrimEnd())).Trim();
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Colour();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?UTC|Z|\+00:00)?|\d\d\d\d-\d\d-\d\d UTC", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Instant();

    [GeneratedRegex(@"[0-9a-f]{16}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Vkey();

    // Fingerprints are groups of hexadecimal digits; pseudonyms and digests are one.
    [GeneratedRegex(@"\b[0-9a-f]{4}([ :-][0-9a-f]{4}){3,}\b|\b(?=[0-9a-f-]*[0-9])[0-9a-f]{8}[0-9a-f-]*\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\b\d+([.,]\d+)? ?(ms|s|min|h)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b\d[\d,.]*( [a-z]+)? (a second|/s)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<=127\.0\.0\.1:|localhost:)\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Port();

    // How many statements came before is a matter of moments.
    [GeneratedRegex(@"log entry \d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LogEntry();

    // How many entries the log has by then, likewise.
    [GeneratedRegex(
        @"(?<=\b(size|entry|entries|from|to|all) )\d+\b|\b\d+(?= (new )?(entries|whole|metadata only|erased|not ours|sealed search records|searches are))",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LogSize();

    [GeneratedRegex(" {2,}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blanks();

    // The width of a table follows the widest cell, which may be an id.
    [GeneratedRegex("─{2,}|-{3,}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rules();
}
