using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node status</c>.</summary>
internal static class NodeStatusCommand
{
    public static Command Create(CliServices services)
    {
        var target = new NodeTarget();
        var json = new Option<bool>("--json") { Description = "A JSON document." };
        var command = new Command("status", "Shows how the running node is.") { json };
        target.AddTo(command);
        command.SetExamples("fedhub node status --data kaz", "fedhub node status --profile my-key --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var client = new NodeAdminService.NodeAdminServiceClient(connection.Channel);
            var status = await client.GetStatusAsync(new GetStatusRequest(), cancellationToken: cancellationToken);
            foreach (var line in parsed.GetValue(json) ? [NodeStatusJson.Of(status)] : NodeText.Lines(status))
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return status.HubConnected ? ExitCode.Ok : ExitCode.Unreachable;
        });
        return command;
    }
}
