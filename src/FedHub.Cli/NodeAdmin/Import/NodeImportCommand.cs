using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary><c>fedhub node import</c>.</summary>
internal static class NodeImportCommand
{
    public static Command Create(CliServices services)
    {
        var options = new NodeImportOptions();
        var command = new Command("import", "Loads records from a file or a database, or withdraws some. Run it again after a break: it goes on where it was, and nothing goes in twice.");
        options.AddTo(command);
        command.SetExamples(
            "fedhub node import --data kaz --in persons.csv --mapping persons.yaml --dry-run",
            "fedhub node import --data kaz --in persons.csv --mapping persons.yaml --report rejected.csv",
            "fedhub node import --data kaz --source postgres://fedhub@db.example/register --query view.sql --mapping view.yaml",
            "fedhub node import --data kaz --withdraw gone.csv",
            "fedhub node import --profile my-key --in persons.csv --mapping persons.yaml");
        command.SetBody(services, (parsed, cancellationToken) => RunAsync(services, options, parsed, cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CliServices services, NodeImportOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var order = await options.ReadOrderAsync(parsed, cancellationToken);
        await using var feed = options.OpenFeed(parsed);
        await using var file = parsed.GetValue(options.Report) is { } path ? new ImportReportFile(path.FullName) : null;
        var progress = new Progress(new ImportProgressLine(services.Terminal, feed, services.Time), file);
        var folder = options.Target.DataFolder(parsed);
        NodeImportResult result;
        if (folder is not null && !await AdminConnection.IsRunningAsync(folder, cancellationToken))
        {
            result = await NodeImport.IntoStoreAsync(folder, feed, order, progress, services.Time, cancellationToken);
        }
        else
        {
            using var connection = options.Target.Open(parsed, services);
            result = await NodeImport.ThroughNodeAsync(connection.Channel, feed, order, progress, cancellationToken);
        }

        if (file is not null)
        {
            await file.CompleteAsync(result);
        }

        await services.Terminal.Output.WriteAsync(parsed.GetValue(options.Json) ? ImportText.Json(result) + "\n" : ImportText.Lines(result, folder, order.DryRun));
        return result.Report.Stopped is null && result.Report.Counts.Rejected == 0 ? ExitCode.Ok : ExitCode.Partial;
    }

    /// <summary>Tells both at once, in order.</summary>
    private sealed class Progress(ImportProgressLine line, ImportReportFile? file) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            file?.Report(value);
            line.Report(value);
        }
    }
}
