using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>A form of the report: CSV for spreadsheets, JSON for programs.</summary>
internal interface IImportReportFormat
{
    void Begin(TextWriter writer);

    void Rejected(TextWriter writer, ImportFinding finding);

    void End(TextWriter writer, IReadOnlyList<WarningCount> warnings, NodeImportResult result);
}
