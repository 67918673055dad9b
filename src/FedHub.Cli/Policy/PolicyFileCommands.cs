using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Cli.Policy;

/// <summary>What needs no node: <c>check</c>, <c>test</c> and <c>schema</c>.</summary>
internal static class PolicyFileCommands
{
    public static Command Check(CliServices services)
    {
        var paths = PolicyCommand.PathsArgument("Policy files, or a folder of them.", 1, 100);
        var command = new Command("check", "Reads policies without a node: says what is wrong with file, line and column, and what may be meant otherwise.") { paths };
        command.SetExamples("fedhub node policy check kaz/policy", "fedhub node policy check persons.yaml referral.yaml");
        command.SetBody(services, async (parsed, _) =>
        {
            var failures = 0;
            var advice = new List<PolicyAdvice>();
            foreach (var path in parsed.GetRequiredValue(paths).SelectMany(Files))
            {
                try
                {
                    var policies = PolicyFolder.Read(path);
                    advice.AddRange(PolicyAdvice.On(policies));
                    await services.Terminal.Output.WriteLineAsync($"{Path.GetFileName(path)}: can be put in force");
                }
                catch (FedHubException wrong)
                {
                    failures++;
                    await services.Terminal.Output.WriteLineAsync("WRONG  " + wrong.Refusal.Message);
                }
            }

            foreach (var point in advice)
            {
                await services.Terminal.Output.WriteLineAsync($"note   {point.Place}: {point.Text}");
            }

            return failures == 0 ? ExitCode.Ok : ExitCode.Usage;
        });
        return command;
    }

    public static Command Test(CliServices services)
    {
        var paths = PolicyCommand.PathsArgument("Policy files or a folder of them; left out, what is in force at the node.", 0, 1);
        var options = new PolicyQuestionOptions();
        var target = new NodeTarget();
        var json = new Option<bool>("--json") { Description = "One JSON object a collection." };
        var command = new Command("test", "Says what somebody who asks would get, and which rule decides it.") { paths, json };
        options.AddTo(command);
        target.AddTo(command);
        command.SetExamples("fedhub node policy test kaz/policy --origin UZB --agency \"Criminal Police\" --purpose investigation --category suspect");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var policies = parsed.GetRequiredValue(paths) is [var path] ? PolicyFolder.Read(path) : await InForceAsync(parsed, target, services, cancellationToken);
            var question = options.Read(parsed);
            foreach (var answer in PolicyAnswer.Ask(policies, question))
            {
                await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? PolicyText.Json(answer) : PolicyText.Lines(answer));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Schema(CliServices services)
    {
        var command = new Command("schema", "Prints the JSON schema of a policy file, for editors.");
        command.SetExamples("fedhub node policy schema > policy.schema.json");
        command.SetBody(services, async (_, _) =>
        {
            await services.Terminal.Output.WriteAsync(PolicySchema.Text);
            return ExitCode.Ok;
        });
        return command;
    }

    private static string[] Files(string path) =>
        Directory.Exists(path) && Directory.GetFiles(path, "*.yaml") is [_, ..] files ? [.. files.Order(StringComparer.Ordinal)] : [path];

    private static async Task<PolicySet> InForceAsync(ParseResult parsed, NodeTarget target, CliServices services, CancellationToken cancellationToken)
    {
        using var connection = target.Open(parsed, services);
        return (await RunningPolicies.GetAsync(connection, cancellationToken)).InForce;
    }
}
