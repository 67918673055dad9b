using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;

namespace FedHub.Cli.Log.Copies;

/// <summary><c>fedhub log fetch</c>: the auditor's own copy, on which all further work is done offline.</summary>
internal static class LogFetchCommand
{
    public static Command Create(CliServices services)
    {
        var source = new LogSourceOptions();
        var policy = TrustPolicyOption.Create();
        var copy = CopyOption();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "fetch", "Fetches what is new of a log into a copy of your own, with the payloads that you may read, and verifies it all. Status as for log verify.");
        source.AddTo(command);
        command.Options.Add(policy);
        command.Options.Add(copy);
        command.Options.Add(json);
        command.SetExamples("fedhub log fetch https://hub.example:7445 --copy log --policy fedhub.policy --tls-cert auditor.pem --tls-key auditor.key --ca ca.pem");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var trusted = TrustPolicyOption.Read(parsed.GetRequiredValue(policy));
            using var log = source.Open(parsed, services);
            var check = await new LogCopy(parsed.GetRequiredValue(copy)).UpdateAsync(log, trusted, services, cancellationToken);
            IEnumerable<string> lines = parsed.GetValue(json) ? [LogCheckText.Json(check)] : LogCheckText.Lines(check);
            foreach (var line in lines)
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return check.ExitCode;
        });
        return command;
    }

    public static Option<string> CopyOption() => new("--copy") { Description = "Folder of your copy of the log (fedhub log fetch).", Required = true };
}
