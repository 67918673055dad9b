using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Node;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node run</c>.</summary>
internal static class NodeRunCommand
{
    public static Command Create(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var stop = RunUntil.CreateOption();
        var command = new Command("run", "Runs the node until it is told to stop (Ctrl+C, SIGTERM).") { data, stop };
        command.SetExamples("fedhub node run --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(parsed.GetRequiredValue(data)));
            await using var host = NodeHost.Create(configuration, services.Time, HostLogging.Configure);
            await RunUntil.RunAsync(services.Terminal.Input, parsed.GetValue(stop), host.RunAsync, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
