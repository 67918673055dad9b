using System.Text;
using FedHub.Cli.Terminal;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin;

/// <summary>The report of an import; line numbers, columns and reasons, never values.</summary>
internal static class ImportText
{
    public static string Lines(ImportReport report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.Findings)
        {
            text.Append(FormattableString.Invariant($"line {finding.Line}: {(finding.Rejected ? "NOT TAKEN" : "warning")}: "))
                .Append(finding.Column.Length > 0 ? finding.Column + ": " : "")
                .Append(finding.Reason).Append('\n');
        }

        if (report.OmittedFindings > 0)
        {
            text.Append(FormattableString.Invariant($"... and {report.OmittedFindings} more findings\n"));
        }

        if (report.Stopped is { } stopped)
        {
            text.Append("STOPPED: ").Append(stopped).Append('\n');
        }

        var counts = report.Counts;
        return text.Append(FormattableString.Invariant(
            $"{counts.LinesRead} lines: {counts.Added} added, {counts.Updated} updated, {counts.Unchanged} unchanged, {counts.Rejected} not taken; {counts.KeyCount} search keys\n"))
            .ToString();
    }

    public static string Json(ImportReport report) => JsonLines.Write(json =>
    {
        json.WriteNumber("linesRead", report.Counts.LinesRead);
        json.WriteNumber("added", report.Counts.Added);
        json.WriteNumber("updated", report.Counts.Updated);
        json.WriteNumber("unchanged", report.Counts.Unchanged);
        json.WriteNumber("rejected", report.Counts.Rejected);
        json.WriteNumber("keys", report.Counts.KeyCount);
        json.WriteStringOrNull("stopped", report.Stopped);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteNumber("line", finding.Line);
            json.WriteString("column", finding.Column);
            json.WriteString("reason", finding.Reason);
            json.WriteBoolean("rejected", finding.Rejected);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("omittedFindings", report.OmittedFindings);
    });
}
