using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Cli.Terminal;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node import</c>.</summary>
internal static class NodeImportCommand
{
    public static Command Create(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var file = FileOption.Required("--in", "The records, CSV.");
        var mapping = FileOption.Required("--mapping", "How the file's columns become fields, YAML (docs/import.md).");
        var dryRun = new Option<bool>("--dry-run") { Description = "Reads and checks only; nothing is written." };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("import", "Loads records: good lines go in, bad ones are reported. Run it again after a break; nothing goes in twice.") { data, file, mapping, dryRun, json };
        command.SetExamples("fedhub node import --data kaz --in persons.csv --mapping persons.yaml --dry-run", "fedhub node import --data kaz --in persons.csv --mapping persons.yaml");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(data);
            var mappingText = await File.ReadAllTextAsync(parsed.GetRequiredValue(mapping).FullName, cancellationToken);
            await using var csv = parsed.GetRequiredValue(file).OpenRead();
            var isDryRun = parsed.GetValue(dryRun);
            var progress = new ImportProgressLine(services.Terminal, csv);
            var report = await AdminConnection.IsRunningAsync(folder, cancellationToken)
                ? await NodeImport.ThroughNodeAsync(folder, csv, mappingText, isDryRun, progress, cancellationToken)
                : await NodeImport.IntoStoreAsync(folder, csv, mappingText, isDryRun, progress, services.Time, cancellationToken);
            await services.Terminal.Output.WriteAsync(parsed.GetValue(json) ? ImportText.Json(report) + "\n" : ImportText.Lines(report));
            return report.Stopped is null && report.Counts.Rejected == 0 ? ExitCode.Ok : ExitCode.Partial;
        });
        return command;
    }

    /// <summary>Says after each durable batch how far the file was read.</summary>
    private sealed class ImportProgressLine(CliTerminal terminal, Stream csv) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (terminal.IsInteractive)
            {
                var percent = csv.Length == 0 ? 100 : 100 * csv.Position / csv.Length;
                terminal.Say(FormattableString.Invariant($"{percent,3} %  {value.Counts.LinesRead} lines, {value.Counts.Rejected} not taken, {value.Counts.KeyCount} keys"));
            }
        }
    }
}
