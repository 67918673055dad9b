using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Node.Storage;

namespace FedHub.Cli.NodeAdmin.AnswerLog;

/// <summary><c>fedhub node log</c>: the node's own log of what it answered, in its files.</summary>
internal static class NodeLogCommand
{
    public static Command Create(CliServices services) => new("log", "The node's own log of what it answered: check it, hand it to the country's auditor.")
    {
        Fsck(services),
        NodeLogExportCommand.Create(services),
    };

    /// <summary>The database of a node's folder.</summary>
    /// <exception cref="CliFailureException">There is none.</exception>
    public static string DatabaseOf(string data)
    {
        var file = new NodeDirectoryLayout(data).DatabaseFile;
        return File.Exists(file) ? file : throw CliFailureException.Usage("There is no node.db in this folder", "Name the node's data folder with --data.");
    }

    private static Command Fsck(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var policy = new Option<FileInfo>("--policy") { Description = "The federation's node-<COUNTRY>.policy, to check signatures too." };
        policy.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "fsck", "Reads the node's own log from disk and checks entries, payloads, tiles and every checkpoint ever signed. The node may run. Status 0: whole. 3: could not be read. 4: damaged or altered.")
        {
            data, policy, json,
        };
        command.SetExamples("fedhub node log fsck --data kaz --policy node-KAZ.policy");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var trusted = parsed.GetValue(policy) is { } file ? TrustPolicyOption.Read(file) : null;
            var report = StoredLogCheck.Run(DatabaseOf(parsed.GetRequiredValue(data)), trusted, services, cancellationToken);
            IEnumerable<string> lines = parsed.GetValue(json) ? [StoredLogText.Json(report, trusted is not null)] : StoredLogText.Lines(report, trusted is not null);
            foreach (var line in lines)
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return report.IsWhole ? ExitCode.Ok : ExitCode.VerificationFailed;
        });
        return command;
    }
}
