using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node self-test</c>.</summary>
internal static class NodeSelfTestCommand
{
    public static Command Create(CliServices services)
    {
        var target = new NodeTarget();
        var command = new Command("self-test", "Searches the test record of every slot of the other members.");
        target.AddTo(command);
        command.SetExamples("fedhub node self-test --data kaz", "fedhub node self-test --profile my-key");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var client = new NodeAdminService.NodeAdminServiceClient(connection.Channel);
            var response = await client.RunSelfTestAsync(new RunSelfTestRequest(), cancellationToken: cancellationToken);
            foreach (var result in response.Results)
            {
                var slot = SlotCodec.TryRead(result.Slot, out var id) ? id.ToString() : "unknown slot";
                await services.Terminal.Output.WriteLineAsync($"{(result.Passed ? "passed" : "FAILED")}  {slot}  {result.Message}".TrimEnd());
            }

            return response.Results.Count > 0 && response.Results.All(result => result.Passed) ? ExitCode.Ok : ExitCode.Partial;
        });
        return command;
    }
}
