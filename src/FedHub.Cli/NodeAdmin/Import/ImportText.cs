using System.Text;
using FedHub.Cli.Terminal;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>The result of an import; line numbers, columns and reasons, never values.</summary>
internal static class ImportText
{
    public static string Lines(NodeImportResult result, string? dataFolder, bool dryRun)
    {
        var text = new StringBuilder();
        var report = result.Report;
        foreach (var finding in report.Findings)
        {
            text.Append(finding.Line > 0 ? FormattableString.Invariant($"line {finding.Line}: ") : "file: ")
                .Append(finding.Rejected ? "NOT TAKEN: " : "warning: ")
                .Append(finding.Column.Length > 0 ? finding.Column + ": " : "")
                .Append(finding.Reason).Append('\n');
        }

        if (report.OmittedFindings > 0)
        {
            text.Append(FormattableString.Invariant($"... and {report.OmittedFindings} more; --report FILE keeps them all\n"));
        }

        if (result.ResumedAfterLine > 0)
        {
            text.Append(FormattableString.Invariant($"Went on behind line {result.ResumedAfterLine}, where the run before broke off.\n"));
        }

        if (report.Stopped is { } stopped)
        {
            text.Append("STOPPED: ").Append(stopped).Append('\n');
        }

        return text.Append(Counts(report.Counts)).Append('\n').Append(Searchable(result, dataFolder, dryRun)).ToString();
    }

    public static string Counts(ImportCounts counts)
    {
        var text = new StringBuilder(FormattableString.Invariant($"{counts.LinesRead} lines: "));
        if (counts.PassedOver > 0)
        {
            text.Append(FormattableString.Invariant($"{counts.PassedOver} in already, "));
        }

        text.Append(FormattableString.Invariant($"{counts.Added} added, {counts.Updated} updated, {counts.Unchanged} unchanged, "));
        if (counts.Withdrawn > 0)
        {
            text.Append(FormattableString.Invariant($"{counts.Withdrawn} withdrawn, "));
        }

        return text.Append(FormattableString.Invariant($"{counts.Rejected} not taken; {counts.Warned} with warnings; {counts.KeyCount} search keys")).ToString();
    }

    public static string Json(NodeImportResult result) => JsonLines.Write(json =>
    {
        var report = result.Report;
        json.WriteNumber("linesRead", report.Counts.LinesRead);
        json.WriteNumber("added", report.Counts.Added);
        json.WriteNumber("updated", report.Counts.Updated);
        json.WriteNumber("unchanged", report.Counts.Unchanged);
        json.WriteNumber("withdrawn", report.Counts.Withdrawn);
        json.WriteNumber("passedOver", report.Counts.PassedOver);
        json.WriteNumber("rejected", report.Counts.Rejected);
        json.WriteNumber("warned", report.Counts.Warned);
        json.WriteNumber("keys", report.Counts.KeyCount);
        json.WriteNumber("resumedAfterLine", result.ResumedAfterLine);
        json.WriteStringOrNull("searchableFrom", result.SearchableFrom?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
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

    private static string Searchable(NodeImportResult result, string? dataFolder, bool dryRun)
    {
        if (dryRun)
        {
            return "Nothing was written: --dry-run.\n";
        }

        var counts = result.Report.Counts;
        var withdrawn = counts.Withdrawn > 0 ? "Withdrawn records are answered NO_RECORD from now on; the next epoch leaves them out.\n" : "";
        if (counts.Added + counts.Updated + counts.PassedOver == 0)
        {
            return withdrawn;
        }

        return withdrawn + result switch
        {
            { SearchableFrom: { } from } => FormattableString.Invariant($"searchable from {from:yyyy-MM-dd HH:mm:ss} UTC\n"),
            { ThroughNode: true } => "fedhub node status shows from when they are searchable.\n",
            _ => $"searchable once the node runs: fedhub node run --data {dataFolder}\n",
        };
    }
}
