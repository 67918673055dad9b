using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;

namespace FedHub.Cli.Log.Monitoring;

/// <summary><c>fedhub log monitor</c>: watches a log for as long as it runs, or once for a scheduler.</summary>
internal static class LogMonitorCommand
{
    public static Command Create(CliServices services)
    {
        var source = new LogSourceOptions();
        var policy = TrustPolicyOption.Create();
        var state = new Option<string>("--state") { Description = "Folder for what was seen and for evidence. Keep it where nobody else writes.", Required = true };
        var once = new Option<bool>("--once") { Description = "One round, for a scheduler; else a round every --interval seconds until it is stopped or finds a proof." };
        var interval = new Option<int>("--interval") { Description = "Seconds between rounds, 1 to 86,400.", DefaultValueFactory = _ => 60 };
        var json = new Option<bool>("--json") { Description = "A JSON document a round instead of text." };
        var command = new Command(
            "monitor", "Watches a log: refuses one that goes back, and writes evidence if it forks or was altered. Status 0: stopped, all well. 3: could not be checked. 4: proven.");
        source.AddTo(command);
        foreach (var option in new Option[] { policy, state, once, interval, json })
        {
            command.Options.Add(option);
        }

        command.SetExamples("fedhub log monitor https://hub.example:7445 --policy fedhub.policy --state monitor --tls-cert auditor.pem --tls-key auditor.key --ca ca.pem");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var seconds = parsed.GetValue(interval);
            if (seconds is < 1 or > 86_400)
            {
                throw CliFailureException.Usage("The interval must lie between 1 and 86,400 seconds");
            }

            using var log = source.Open(parsed, services);
            var monitor = new LogMonitor(
                log, TrustPolicyOption.Read(parsed.GetRequiredValue(policy)), new MonitorFolder(parsed.GetRequiredValue(state), services.Time), services);
            return parsed.GetValue(once)
                ? await RoundAsync(monitor, parsed.GetValue(json), services, cancellationToken)
                : await WatchAsync(monitor, TimeSpan.FromSeconds(seconds), parsed.GetValue(json), services, cancellationToken);
        });
        return command;
    }

    private static async Task<ExitCode> WatchAsync(LogMonitor monitor, TimeSpan interval, bool asJson, CliServices services, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, services.Time);
        try
        {
            do
            {
                try
                {
                    if (await RoundAsync(monitor, asJson, services, cancellationToken) == ExitCode.VerificationFailed)
                    {
                        return ExitCode.VerificationFailed;
                    }
                }
                catch (CliFailureException failure) when (failure.ExitCode is ExitCode.Unreachable or ExitCode.Refused)
                {
                    // A server that is away comes back; what was seen is kept.
                    services.Terminal.Say("fedhub: " + failure.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }

        return ExitCode.Ok;
    }

    private static async Task<ExitCode> RoundAsync(LogMonitor monitor, bool asJson, CliServices services, CancellationToken cancellationToken)
    {
        var result = await monitor.RunOnceAsync(cancellationToken);
        await services.Terminal.Output.WriteLineAsync(asJson
            ? result.Json(services.Time.GetUtcNow())
            : result.Evidence is null ? result.Text : result.Text + "\nevidence: " + result.Evidence);
        return result.ExitCode;
    }
}
