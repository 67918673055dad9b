using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Terminal;
using FedHub.Node.Storage;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.NodeAdmin.AnswerLog;

/// <summary><c>fedhub node log export</c>: the node's own log as a folder that every <c>fedhub log</c> command reads.</summary>
internal static class NodeLogExportCommand
{
    // A node that runs signs once a second; one that does not run has signed everything when it was stopped.
    private static readonly TimeSpan _waitForSignature = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMilliseconds(100);

    public static Command Create(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var to = new Option<string>("--to") { Description = "Folder to write, or to bring up to date; for its owner only.", Required = true };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "export", "Writes the node's own log with all payloads as a folder, for the country's auditor. The node may run. Status 0: written. 3: could not be read. 4: the log is damaged, or the folder is of another one.")
        {
            data, to, json,
        };
        command.SetExamples("fedhub node log export --data kaz --to kaz-answers");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var layout = new NodeDirectoryLayout(parsed.GetRequiredValue(data));
            var database = NodeLogCommand.DatabaseOf(layout.Root);
            var result = await ExportAsync(layout, database, parsed.GetRequiredValue(to), services, cancellationToken);
            if (result.Checkpoint is not { } checkpoint)
            {
                throw new CliFailureException(
                    ExitCode.VerificationFailed,
                    "The log was not written",
                    result.Finding + ".",
                    result.IsOfAnotherFolder ? "Give each log a folder of its own: name another one with --to." : "Run fedhub node log fsck, keep the node's folder as it is, and tell the auditor.");
            }

            await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? Json(checkpoint, result.Sequenced) : Line(checkpoint));
            if (!parsed.GetValue(json) && result.Sequenced > checkpoint.Head.Size)
            {
                services.Terminal.Say(FormattableString.Invariant(
                    $"{result.Sequenced - checkpoint.Head.Size} more entries are durable and not signed yet. The node signs them when it runs: export again then."));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<LogExportResult> ExportAsync(NodeDirectoryLayout layout, string database, string folder, CliServices services, CancellationToken cancellationToken)
    {
        try
        {
            var size = await WaitForSignatureAsync(layout, services, cancellationToken);
            return SqliteLogExport.Run(database, folder, new LogProgress(services.Terminal, services.Time, 0, size, "written"), cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw StoredLogCheck.Unreadable(exception);
        }
    }

    /// <summary>What is durable now should be in the export: whoever has fetched the hub's log before can then hold one against the other.</summary>
    private static async Task<long> WaitForSignatureAsync(NodeDirectoryLayout layout, CliServices services, CancellationToken cancellationToken)
    {
        var (wanted, head) = StoredNode.Read(layout, SqliteLogExport.ReadState);
        var began = services.Time.GetTimestamp();
        while (head is not null && head.Head.Size < wanted && services.Time.GetElapsedTime(began) < _waitForSignature)
        {
            await Task.Delay(_lookAgain, services.Time, cancellationToken);
            (_, head) = StoredNode.Read(layout, SqliteLogExport.ReadState);
        }

        return head?.Head.Size ?? 0;
    }

    private static string Line(SignedCheckpoint checkpoint) => FormattableString.Invariant(
        $"Written: {checkpoint.Head.Size} entries of {checkpoint.Checkpoint.Origin}, root {checkpoint.Head.Root}");

    private static string Json(SignedCheckpoint checkpoint, long sequenced) => JsonLines.Write(json =>
    {
        json.WriteString("log", checkpoint.Checkpoint.Origin);
        json.WriteNumber("size", checkpoint.Head.Size);
        json.WriteString("root", checkpoint.Head.Root.ToString());
        json.WriteNumber("notSigned", sequenced - checkpoint.Head.Size);
    });
}
