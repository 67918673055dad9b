using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Hub;

namespace FedHub.Cli.HubAdmin;

/// <summary><c>fedhub hub run</c>.</summary>
internal static class HubRunCommand
{
    public static Command Create(CliServices services)
    {
        var data = HubCommand.DataOption();
        var stop = RunUntil.CreateOption();
        var command = new Command("run", "Runs the hub until it is told to stop (Ctrl+C, SIGTERM).") { data, stop };
        command.SetExamples("fedhub hub run --data hub");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var configuration = HubConfiguration.Load(parsed.GetRequiredValue(data));
            using var loggers = HostLogging.Create();
            await using var host = HubHost.Create(configuration, loggers, services.Time);
            await RunUntil.RunAsync(services.Terminal.Input, parsed.GetValue(stop), host.RunAsync, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
