using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Node.Policy;
using Google.Protobuf;

namespace FedHub.Cli.Policy;

/// <summary>What is in force at a running node and what waits: <c>show</c>, <c>history</c>, <c>confirm</c> and <c>withdraw</c>.</summary>
internal static class PolicyRunningCommands
{
    public static Command Show(CliServices services)
    {
        var target = new NodeTarget();
        var command = new Command("show", "Prints the policies in force, and what a proposal that waits would change.");
        target.AddTo(command);
        command.SetExamples("fedhub node policy show --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var running = await RunningPolicies.GetAsync(connection, cancellationToken);
            foreach (var (name, text) in running.InForce.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                await services.Terminal.Output.WriteLineAsync($"# ---- {name}\n{text.TrimEnd()}\n");
            }

            services.Terminal.Say($"in force: {running.Digest}");
            if (running is { Proposal: { } proposal, Proposed: { } proposed })
            {
                services.Terminal.Say($"waits for a second person: {proposed.Digest}, proposed by {proposal.ProposedBy} at {NodeText.Time(proposal.ProposedAtMs)}");
                await PolicyText.WriteAsync(services.Terminal, PolicyDiff.Compare(running.InForce, proposed), asJson: false);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static Command History(CliServices services)
    {
        var target = new NodeTarget();
        var command = new Command("history", "Lists the policies that were in force, newest first.");
        target.AddTo(command);
        command.SetExamples("fedhub node policy history --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var response = await Client(connection).ListPolicyVersionsAsync(new ListPolicyVersionsRequest(), cancellationToken: cancellationToken);
            foreach (var version in response.Versions)
            {
                var confirmed = version.ConfirmedBy.Length > 0 ? $", confirmed by {version.ConfirmedBy}" : "";
                await services.Terminal.Output.WriteLineAsync(FormattableString.Invariant(
                    $"{version.Number,4}  {NodeText.Time(version.InForceAtMs)}  {Digest.FromBytes(version.Digest.ToByteArray())}  by {version.ProposedBy}{confirmed}"));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Confirm(CliServices services)
    {
        var target = new NodeTarget();
        var digest = DigestArgument();
        var command = new Command("confirm", "Puts in force what another administrator proposed.") { digest };
        target.AddTo(command);
        command.SetExamples("fedhub node policy confirm 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d --profile my-key");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var wanted = Read(parsed.GetRequiredValue(digest));
            await Client(connection).ConfirmPoliciesAsync(new ConfirmPoliciesRequest { Digest = wanted }, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync($"in force: {parsed.GetRequiredValue(digest)}");
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Withdraw(CliServices services)
    {
        var target = new NodeTarget();
        var digest = DigestArgument();
        var command = new Command("withdraw", "Drops what waits for a second person.") { digest };
        target.AddTo(command);
        command.SetExamples("fedhub node policy withdraw 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            await Client(connection).WithdrawPoliciesAsync(
                new WithdrawPoliciesRequest { Digest = Read(parsed.GetRequiredValue(digest)) }, cancellationToken: cancellationToken);
            services.Terminal.Say("Nothing waits now.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static PolicyService.PolicyServiceClient Client(RpcConnection connection) => new(connection.Channel);

    private static Argument<string> DigestArgument() => new("digest") { Description = "Digest of the policies, 64 hexadecimal digits, as show and apply print it." };

    private static ByteString Read(string text) => Digest.TryParse(text, out var digest)
        ? ByteString.CopyFrom(digest.AsSpan())
        : throw CliFailureException.Usage("That is no digest", "Copy the 64 hexadecimal digits that `fedhub node policy show` prints.");
}
