using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin.Import;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node</c>: what a country's administrator does.</summary>
internal static class NodeCommand
{
    public static Command Create(CliServices services) => new("node", "A country's node: set it up, load records, run and watch it.")
    {
        NodeInitCommand.Create(services),
        NodeImportCommand.Create(services),
        NodeRunCommand.Create(services),
        Status(services),
        NodeOfficersCommand.Create(services),
        Policy.PolicyCommand.Create(services),
        Epoch(services),
        SelfTest(services),
        Budgets.BudgetsCommand.ForNode(services),
        Reviews.NodeReviewCommand.Create(services),
        Reviews.NodeDisclosuresCommand.Create(services),
        Log.Records.NodeSearchRecordsCommand.Create(services),
        Enrolments.NodeEnrolCommand.Create(services),
        Doctor.DoctorCommand.CreateForNode(services),
        NodeIdentity.NodeKeysCommand.Create(services),
        NodeIdentity.NodeCertificateCommand.Create(services),
    };

    public static Option<string> DataOption() => new("--data") { Description = "The node's data folder.", Required = true };

    private static Command Status(CliServices services)
    {
        var data = DataOption();
        var command = new Command("status", "Shows how the running node is.") { data };
        command.SetExamples("fedhub node status --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new NodeAdminService.NodeAdminServiceClient(channel);
            var status = await client.GetStatusAsync(new GetStatusRequest(), cancellationToken: cancellationToken);
            foreach (var line in NodeText.Lines(status))
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return status.HubConnected ? ExitCode.Ok : ExitCode.Unreachable;
        });
        return command;
    }

    private static Command Epoch(CliServices services)
    {
        var data = DataOption();
        var start = new Command("start", "Starts the next epoch of every slot now, so that waiting records are found.") { data };
        start.SetExamples("fedhub node epoch start --data kaz");
        start.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new NodeAdminService.NodeAdminServiceClient(channel);
            var response = await client.StartEpochAsync(new StartEpochRequest(), cancellationToken: cancellationToken);
            services.Terminal.Say($"{response.SlotCount} slots have a new epoch.");
            return ExitCode.Ok;
        });
        return new Command("epoch", "The life of the node's keys for matching.") { start, NodeIdentity.NodeEpochCommand.CreateEnd(services) };
    }

    private static Command SelfTest(CliServices services)
    {
        var data = DataOption();
        var command = new Command("self-test", "Searches the test record of every slot of the other members.") { data };
        command.SetExamples("fedhub node self-test --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new NodeAdminService.NodeAdminServiceClient(channel);
            var response = await client.RunSelfTestAsync(new RunSelfTestRequest(), cancellationToken: cancellationToken);
            foreach (var result in response.Results)
            {
                var slot = Protocol.SlotCodec.TryRead(result.Slot, out var id) ? id.ToString() : "unknown slot";
                await services.Terminal.Output.WriteLineAsync($"{(result.Passed ? "passed" : "FAILED")}  {slot}  {result.Message}".TrimEnd());
            }

            return response.Results.Count > 0 && response.Results.All(result => result.Passed) ? ExitCode.Ok : ExitCode.Partial;
        });
        return command;
    }
}
