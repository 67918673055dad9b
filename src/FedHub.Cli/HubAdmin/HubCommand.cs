using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Hub.V1;

namespace FedHub.Cli.HubAdmin;

/// <summary><c>fedhub hub</c>: what the hub's operator does.</summary>
internal static class HubCommand
{
    public static Command Create(CliServices services) => new("hub", "The hub: set it up, run and watch it.")
    {
        HubInitCommand.Create(services),
        HubRunCommand.Create(services),
        Status(services),
        HubLogCommand.Create(services),
        HubAuditorsCommand.Create(services),
        Budgets.BudgetsCommand.ForHub(services),
        Enrolments.HubInviteCommand.Create(services),
        Enrolments.HubEnrolmentsCommand.Create(services),
        Doctor.DoctorCommand.CreateForHub(services),
    };

    public static Option<string> DataOption() => new("--data") { Description = "The hub's data folder.", Required = true };

    private static Command Status(CliServices services)
    {
        var data = DataOption();
        var command = new Command("status", "Shows how the running hub is.") { data };
        command.SetExamples("fedhub hub status --data hub");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new HubAdminService.HubAdminServiceClient(channel);
            var status = await client.GetStatusAsync(new GetStatusRequest(), cancellationToken: cancellationToken);
            foreach (var line in HubText.Lines(status))
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
