using System.Text;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>
/// The report of an import as a file: every rejected line, and how often each warning came. Written beside its name as the import goes, and
/// given its name when it is whole.
/// </summary>
internal sealed class ImportReportFile : IProgress<ImportProgress>, IAsyncDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly IImportReportFormat _format;
    private readonly StreamWriter _writer;
    private readonly Dictionary<(string Column, string Code), WarningCount> _warnings = [];

    public ImportReportFile(string path)
    {
        _path = path;
        _partial = path + ".part";
        _format = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? new JsonImportReport() : new CsvImportReport();
        _writer = new StreamWriter(_partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _format.Begin(_writer);
    }

    public void Report(ImportProgress value)
    {
        foreach (var finding in value.NewFindings)
        {
            if (finding.Rejected)
            {
                _format.Rejected(_writer, finding);
                continue;
            }

            // One of a kind stands for all: the check digits that were expected differ from line to line.
            var kind = (finding.Column, finding.Code);
            _warnings[kind] = _warnings.TryGetValue(kind, out var count)
                ? count with { Count = count.Count + 1 }
                : new WarningCount(finding.Column, finding.Code, finding.Line, finding.Reason, 1);
        }
    }

    /// <summary>Writes warnings and totals, and gives the file its name.</summary>
    public async Task CompleteAsync(NodeImportResult result)
    {
        _format.End(_writer, [.. _warnings.Values.OrderByDescending(warning => warning.Count)], result);
        await _writer.DisposeAsync();
        File.Move(_partial, _path, overwrite: true);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
