using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;

namespace FedHub.Cli.HubAdmin;

/// <summary><c>fedhub hub log</c>: the log in the hub's own files.</summary>
internal static class HubLogCommand
{
    public static Command Create(CliServices services) => new("log", "The log in the hub's own files.") { Fsck(services) };

    private static Command Fsck(CliServices services)
    {
        var data = HubCommand.DataOption();
        var policy = new Option<FileInfo>("--policy") { Description = "The federation's fedhub.policy, to check signatures too." };
        policy.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "fsck", "Reads the hub's whole log from disk and checks entries, payloads, tiles and every checkpoint ever signed. The hub may run. Status 0: whole. 3: could not be read. 4: damaged or altered.")
        {
            data, policy, json,
        };
        command.SetExamples("fedhub hub log fsck --data hub --policy fedhub.policy");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var trusted = parsed.GetValue(policy) is { } file ? TrustPolicyOption.Read(file) : null;
            var report = HubLogCheck.Run(parsed.GetRequiredValue(data), trusted, services, cancellationToken);
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
