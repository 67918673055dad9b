using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Node.Policy;
using Google.Protobuf;

namespace FedHub.Cli.Policy;

/// <summary><c>fedhub node policy apply</c>: puts policies in force without a restart.</summary>
internal static class PolicyApplyCommand
{
    public static Command Create(CliServices services)
    {
        var paths = PolicyCommand.PathsArgument("Folder of policy files, these and no others; left out, policy/ of the data folder.", 0, 1);
        var target = new NodeTarget();
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows what would change and stops." };
        var command = new Command("apply", "Puts policies in force whole, without a restart; the change is logged. What widens access to victims waits for a second person.") { paths, dryRun };
        target.AddTo(command);
        command.SetExamples("fedhub node policy apply --data kaz", "fedhub node policy apply policy-after --profile my-key --dry-run");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var draft = PolicyFolder.Read(PolicyDiffCommand.DraftPath(parsed, parsed.GetRequiredValue(paths), target));
            using var connection = target.Open(parsed, services);
            var running = await RunningPolicies.GetAsync(connection, cancellationToken);
            await PolicyText.WriteAsync(services.Terminal, PolicyDiff.Compare(running.InForce, draft), asJson: false);
            return parsed.GetValue(dryRun) ? ExitCode.Ok : await ApplyAsync(services, connection, draft, running, cancellationToken);
        });
        return command;
    }

    private static async Task<ExitCode> ApplyAsync(
        CliServices services, RpcConnection connection, PolicySet draft, RunningPolicies running, CancellationToken cancellationToken)
    {
        if (draft.Digest == running.Digest)
        {
            services.Terminal.Say("These policies are in force already.");
            return ExitCode.Ok;
        }

        var request = new ApplyPoliciesRequest { Previous = ByteString.CopyFrom(running.Digest.AsSpan()) };
        request.Files.AddRange(draft.Files.Select(file => new PolicyFile { Name = file.Key, Text = file.Value }));
        var response = await new PolicyService.PolicyServiceClient(connection.Channel).ApplyPoliciesAsync(request, cancellationToken: cancellationToken);
        await services.Terminal.Output.WriteLineAsync($"{(response.InForce ? "in force" : "waits for a second person")}: {draft.Digest}");
        if (!response.InForce)
        {
            services.Terminal.Say($"Another administrator reads `fedhub node policy show` and runs: fedhub node policy confirm {draft.Digest}");
        }

        return response.InForce ? ExitCode.Ok : ExitCode.Partial;
    }
}
