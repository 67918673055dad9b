using System.Globalization;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>One line for each rejected line, then one for each kind of warning with its count, then the totals.</summary>
internal sealed class CsvImportReport : IImportReportFormat
{
    public void Begin(TextWriter writer) => Write(writer, "kind", "line", "column", "code", "reason", "count");

    public void Rejected(TextWriter writer, ImportFinding finding) => Write(writer, "rejected", Text(finding.Line), finding.Column, "", finding.Reason, "1");

    public void End(TextWriter writer, IReadOnlyList<WarningCount> warnings, NodeImportResult result)
    {
        foreach (var warning in warnings)
        {
            Write(writer, "warning", Text(warning.FirstLine), warning.Column, warning.Code, warning.Reason, Text(warning.Count));
        }

        var counts = result.Report.Counts;
        (string Name, long Count)[] totals =
        [
            ("lines read", counts.LinesRead), ("added", counts.Added), ("updated", counts.Updated), ("unchanged", counts.Unchanged),
            ("withdrawn", counts.Withdrawn), ("in already", counts.PassedOver), ("rejected", counts.Rejected), ("with warnings", counts.Warned),
        ];
        foreach (var (name, count) in totals)
        {
            Write(writer, "total", "", "", "", name, Text(count));
        }

        if (result.Report.Stopped is { } stopped)
        {
            Write(writer, "stopped", "", "", "", stopped, "1");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Write(TextWriter writer, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            writer.Write(i > 0 ? "," : "");
            writer.Write(Quote(cells[i]));
        }

        writer.Write('\n');
    }

    private static string Quote(string cell)
    {
        // A header that begins like a formula would be one in a spreadsheet.
        var safe = cell is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + cell : cell;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }
}
