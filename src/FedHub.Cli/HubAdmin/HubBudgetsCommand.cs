using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Hub.V1;

namespace FedHub.Cli.HubAdmin;

/// <summary><c>fedhub hub budgets</c>: how much the hub passes on a day.</summary>
internal static class HubBudgetsCommand
{
    public static Command Create(CliServices services) => new("budgets", "How much is passed on a day, and what was used today.") { List(services), Set(services) };

    private static Command List(CliServices services)
    {
        var data = HubCommand.DataOption();
        var command = new Command("list", "Lists budgets with today's use.") { data };
        command.SetExamples("fedhub hub budgets list --data hub");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new HubAdminService.HubAdminServiceClient(channel);
            var response = await client.ListBudgetsAsync(new ListBudgetsRequest(), cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(BudgetText.Header);
            foreach (var budget in response.Budgets)
            {
                await services.Terminal.Output.WriteLineAsync(Line(budget));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Set(CliServices services)
    {
        var data = HubCommand.DataOption();
        var options = new BudgetOptions();
        var command = new Command("set", "Sets one budget; the change is logged.") { data };
        options.AddTo(command);
        command.SetExamples("fedhub hub budgets set --data hub --scope member --subject KAZ --class document --limit 10000");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new HubAdminService.HubAdminServiceClient(channel);
            var budget = new Budget
            {
                Scope = parsed.GetRequiredValue(options.Scope),
                Subject = parsed.GetRequiredValue(options.Subject),
                IdentifierClass = options.ClassOf(parsed),
                Limit = parsed.GetValue(options.Limit),
            };
            var response = await client.SetBudgetAsync(new SetBudgetRequest { Budget = budget }, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(Line(response.Budget));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Line(Budget budget) => BudgetText.Line(budget.Scope, budget.Subject, (int)budget.IdentifierClass, budget.Used, budget.Limit);
}
