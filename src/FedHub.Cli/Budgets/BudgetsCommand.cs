using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Budget.V1;

namespace FedHub.Cli.Budgets;

/// <summary><c>fedhub node budgets</c> and <c>fedhub hub budgets</c>: how much may be asked a day.</summary>
/// <param name="services">Terminal and clock.</param>
/// <param name="newTarget">Options of one command that say whom to talk to.</param>
/// <param name="example">How an example of a command begins and which host it names.</param>
internal sealed class BudgetsCommand(CliServices services, Func<IRpcTarget> newTarget, (string Command, string Host) example)
{
    public static Command ForNode(CliServices services) => new BudgetsCommand(services, () => new NodeTarget(), ("fedhub node budgets", "--data kaz")).Create();

    public static Command ForHub(CliServices services) => new BudgetsCommand(services, () => new HubTarget(), ("fedhub hub budgets", "--data hub")).Create();

    private Command Create() => new("budgets", "How much may be asked a day, and what was used today.") { List(), Set(), Raise() };

    private Command List()
    {
        var target = newTarget();
        var subject = new Option<string>("--subject") { Description = "Only this one's: MEMBER/officer, MEMBER/agency or MEMBER.", DefaultValueFactory = _ => "" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var command = new Command("list", "Lists budgets with today's use.") { subject, json };
        target.AddTo(command);
        command.SetExamples($"{example.Command} list {example.Host}", $"{example.Command} list {example.Host} --subject KAZ/o-5f0c1a2b3c4d5e6f");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var client = new BudgetService.BudgetServiceClient(connection.Channel);
            var response = await client.ListBudgetsAsync(new ListBudgetsRequest { Subject = parsed.GetRequiredValue(subject) }, cancellationToken: cancellationToken);
            if (!parsed.GetValue(json))
            {
                await services.Terminal.Output.WriteLineAsync(BudgetText.Header);
            }

            foreach (var budget in response.Budgets)
            {
                await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? BudgetText.Json(budget) : BudgetText.Line(budget));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private Command Set()
    {
        var target = newTarget();
        var options = new BudgetOptions();
        var command = new Command("set", "Sets one budget for good; the change is logged.");
        target.AddTo(command);
        options.AddTo(command);
        command.SetExamples($"{example.Command} set {example.Host} --scope agency --subject \"KAZ/Criminal Police\" --class name --limit 2000");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var client = new BudgetService.BudgetServiceClient(connection.Channel);
            var response = await client.SetBudgetAsync(new SetBudgetRequest { Budget = options.Read(parsed) }, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(BudgetText.Line(response.Budget));
            return ExitCode.Ok;
        });
        return command;
    }

    private Command Raise()
    {
        var target = newTarget();
        var options = new BudgetOptions();
        var until = new Option<string>("--until") { Description = "12h, 7d, or a date with or without time, UTC; at most 31 days.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, in one line and without anybody's name: it is logged.", Required = true };
        var command = new Command("raise", "Raises one budget for a while; the change is logged, with its reason.") { until, reason };
        target.AddTo(command);
        options.AddTo(command);
        command.SetExamples(
            $"{example.Command} raise {example.Host} --scope investigator --subject KAZ/o-5f0c1a2b3c4d5e6f --class document --limit 600 --until 12h --reason \"raid of 12 May\"");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var budget = options.Read(parsed);
            budget.RaisedUntilMs = UntilTime.Parse(parsed.GetRequiredValue(until), services.Time.GetUtcNow()).ToUnixTimeMilliseconds();
            budget.Reason = parsed.GetRequiredValue(reason);
            using var connection = target.Open(parsed, services);
            var client = new BudgetService.BudgetServiceClient(connection.Channel);
            var response = await client.RaiseBudgetAsync(new RaiseBudgetRequest { Budget = budget }, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(BudgetText.Line(response.Budget));
            return ExitCode.Ok;
        });
        return command;
    }
}
