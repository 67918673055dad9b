using FedHub.Cli.Log.Checking;
using FedHub.Cli.Terminal;

namespace FedHub.Cli.Log.Review;

/// <summary>A month's report as a page, or for scripts.</summary>
internal static class MonthReportText
{
    public static IEnumerable<string> Lines(MonthReport report)
    {
        yield return "# The log in " + report.Month;
        yield return "";
        yield return "## Completeness";
        yield return "";
        foreach (var line in Completeness(report))
        {
            yield return line;
        }

        foreach (var line in Table("Entries by kind", "kind | entries", report.Kinds).Concat(Table("Searches by purpose", "purpose | searches", report.Purposes)))
        {
            yield return line;
        }

        if (report.Pairs.Count > 0)
        {
            yield return "";
            yield return "## Who asked whom";
            yield return "";
            yield return "| from | to | searches | elements |";
            yield return "|---|---|---|---|";
            foreach (var (origin, asked, searches, elements) in report.Pairs)
            {
                yield return FormattableString.Invariant($"| {origin} | {asked} | {searches} | {elements} |");
            }
        }

        foreach (var line in Table("How it ended", "answer | entries", report.Outcomes))
        {
            yield return line;
        }
    }

    public static string Json(MonthReport report) => JsonLines.Write(json =>
    {
        json.WriteString("month", report.Month);
        json.WriteString("log", report.Checkpoint.Signed.Checkpoint.Origin);
        json.WriteNumber("size", report.Checkpoint.Head.Size);
        json.WriteString("root", report.Checkpoint.Head.Root.ToString());
        json.WriteStrings("witnesses", report.Checkpoint.Verdict.Witnesses.Select(witness => witness.Name));
        json.WriteBoolean("closed", report.ClosedBy is not null);
        if (report.Range is { } range)
        {
            json.WriteNumber("first", range.First);
            json.WriteNumber("last", range.Last);
        }

        json.WriteNumber("whole", report.Forms.Whole);
        json.WriteNumber("metadata", report.Forms.Metadata);
        json.WriteNumber("erased", report.Forms.Erased);
        json.WriteNumber("withheld", report.Forms.Withheld);
        foreach (var (name, counts) in new[] { ("kinds", report.Kinds), ("purposes", report.Purposes), ("outcomes", report.Outcomes) })
        {
            json.WriteStartObject(name);
            foreach (var (key, count) in counts)
            {
                json.WriteNumber(key, count);
            }

            json.WriteEndObject();
        }
    });

    private static IEnumerable<string> Completeness(MonthReport report)
    {
        var head = report.Checkpoint.Head;
        yield return $"- Log: {report.Checkpoint.Signed.Checkpoint.Origin}.";
        yield return FormattableString.Invariant($"- Every entry from 0 to {head.Size - 1} was read and leads to the signed root {head.Root} over {head.Size} entries: none was left out, altered or put in.");
        yield return $"- Cosigned: {WitnessText.Of(report.Checkpoint.Verdict)}.";
        yield return report.Range is { } range
            ? FormattableString.Invariant($"- The month has {report.Forms.All} entries, from {range.First} to {range.Last}{(report.Between == 0 ? ", without a gap" : FormattableString.Invariant($"; {report.Between} between them bear a time of another month"))}.")
            : "- The month has no entry.";
        yield return report.ClosedBy is { } next
            ? FormattableString.Invariant($"- Closed: entry {next}, behind all of these, is of a later month.")
            : "- NOT CLOSED: the log has no later entry yet; fetch again and repeat.";
        yield return FormattableString.Invariant($"- Payloads: {report.Forms}.");
        if (report.Forms.Metadata + report.Forms.Erased + report.Forms.Withheld > 0)
        {
            yield return "- The tables below count what could be read. For metadata there is the hub's word only; what is not ours to read is not counted.";
        }
    }

    private static IEnumerable<string> Table(string title, string columns, IReadOnlyList<(string Name, long Count)> rows)
    {
        if (rows.Count == 0)
        {
            yield break;
        }

        yield return "";
        yield return "## " + title;
        yield return "";
        yield return $"| {columns} |";
        yield return "|---|---|";
        foreach (var (name, count) in rows)
        {
            yield return FormattableString.Invariant($"| {name} | {count} |");
        }
    }
}
