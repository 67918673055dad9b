using System.Text.Json;
using FedHub.Cli.Terminal;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>JSON lines: one object for each rejected line, one for each kind of warning, and last one with the totals.</summary>
internal sealed class JsonImportReport : IImportReportFormat
{
    public void Begin(TextWriter writer)
    {
        // Nothing stands before the first line.
    }

    public void Rejected(TextWriter writer, ImportFinding finding) => Write(writer, "rejected", json =>
    {
        json.WriteNumber("line", finding.Line);
        json.WriteString("column", finding.Column);
        json.WriteString("reason", finding.Reason);
    });

    public void End(TextWriter writer, IReadOnlyList<WarningCount> warnings, NodeImportResult result)
    {
        foreach (var warning in warnings)
        {
            Write(writer, "warning", json =>
            {
                json.WriteString("column", warning.Column);
                json.WriteString("code", warning.Code);
                json.WriteNumber("count", warning.Count);
                json.WriteNumber("firstLine", warning.FirstLine);
                json.WriteString("reason", warning.Reason);
            });
        }

        Write(writer, "total", json =>
        {
            var counts = result.Report.Counts;
            json.WriteNumber("linesRead", counts.LinesRead);
            json.WriteNumber("added", counts.Added);
            json.WriteNumber("updated", counts.Updated);
            json.WriteNumber("unchanged", counts.Unchanged);
            json.WriteNumber("withdrawn", counts.Withdrawn);
            json.WriteNumber("passedOver", counts.PassedOver);
            json.WriteNumber("rejected", counts.Rejected);
            json.WriteNumber("warned", counts.Warned);
            json.WriteStringOrNull("stopped", result.Report.Stopped);
        });
    }

    private static void Write(TextWriter writer, string kind, Action<Utf8JsonWriter> body)
    {
        writer.Write(JsonLines.Write(json =>
        {
            json.WriteString("kind", kind);
            body(json);
        }));
        writer.Write('\n');
    }
}
