using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;

namespace FedHub.Cli.Log;

/// <summary><c>fedhub log verify</c>: the whole log, from first entry to signed checkpoint.</summary>
internal static class LogVerifyCommand
{
    public static Command Create(CliServices services)
    {
        var source = new LogSourceOptions();
        var policy = TrustPolicyOption.Create();
        var state = new Option<string>("--state") { Description = "File that keeps how far it came: the next run goes on from there. Keep it where nobody else writes." };
        var openings = new Option<bool>("--openings") { Description = "Also fetches the payloads that you may read and holds each against its entry. Folders and archives that have some are always checked." };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "verify",
            "Reads a whole log and verifies it: checkpoint, tiles, entries, payloads. Names the first bad entry. Status 0: verified. 3: could not be checked. 4: proven to be altered.");
        source.AddTo(command);
        command.Options.Add(policy);
        command.Options.Add(state);
        command.Options.Add(openings);
        command.Options.Add(json);
        command.SetExamples(
            "fedhub log verify https://hub.example:7445 --policy fedhub.policy --tls-cert auditor.pem --tls-key auditor.key --ca ca.pem",
            "fedhub log verify archive.tar --policy fedhub.policy --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var trusted = TrustPolicyOption.Read(parsed.GetRequiredValue(policy));
            using var log = source.Open(parsed, services);
            var check = await LogCheckRun.RunAsync(log, trusted, parsed.GetValue(state), parsed.GetValue(openings), services, cancellationToken);
            IEnumerable<string> lines = parsed.GetValue(json) ? [LogCheckText.Json(check)] : LogCheckText.Lines(check);
            foreach (var line in lines)
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return check.ExitCode;
        });
        return command;
    }
}
