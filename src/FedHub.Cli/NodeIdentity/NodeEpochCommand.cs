using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Cli.NodeIdentity;

/// <summary><c>fedhub node epoch</c>: the next one, so that waiting records are found; the end of one whose key was stolen.</summary>
internal static class NodeEpochCommand
{
    public static Command Create(CliServices services) => new("epoch", "The life of the node's keys for matching.") { Start(services), End(services) };

    private static Command Start(CliServices services)
    {
        var target = new NodeTarget();
        var command = new Command("start", "Starts the next epoch of every slot now, so that waiting records are found.");
        target.AddTo(command);
        command.SetExamples("fedhub node epoch start --data kaz", "fedhub node epoch start --profile my-key");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var client = new NodeAdminService.NodeAdminServiceClient(connection.Channel);
            var response = await client.StartEpochAsync(new StartEpochRequest(), cancellationToken: cancellationToken);
            services.Terminal.Say($"{response.SlotCount} slots have a new epoch.");
            return Told(services, response.Published, "Its manifests go to the hub when it is back; until then others search in the epochs before.");
        });
        return command;
    }

    private static Command End(CliServices services)
    {
        var target = new NodeTarget();
        var slot = new Argument<string>("slot") { Description = "Such as KAZ/persons/document; fedhub node status lists them." };
        var reason = new Option<string>("--reason") { Description = "Why; it goes into the federation's log.", DefaultValueFactory = _ => "other" };
        reason.AcceptOnlyFromAmong("key-theft", "suspension", "other");
        var command = new Command("end", "Ends a slot's epochs at once: their keys are wiped, and the next epoch begins.") { slot, reason };
        target.AddTo(command);
        command.SetExamples("fedhub node epoch end KAZ/persons/document --data kaz --reason key-theft");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var request = new EndEpochRequest
            {
                Slot = SlotId.TryParse(parsed.GetRequiredValue(slot), out var id)
                    ? SlotCodec.ToProto(id)
                    : throw CliFailureException.Usage("A slot is MEMBER/collection/class, such as KAZ/persons/document"),
                Reason = ReasonOf(parsed.GetRequiredValue(reason)),
            };
            var response = await new NodeKeyService.NodeKeyServiceClient(connection.Channel).EndEpochAsync(request, cancellationToken: cancellationToken);
            services.Terminal.Say($"Ended and wiped: epoch {string.Join(", ", response.Ended)}. Epoch {response.Next} follows.");
            return Told(services, response.Published, "Until the hub has the new manifest, others see that this country's index cannot be had.");
        });
        return command;
    }

    private static ExitCode Told(CliServices services, bool published, string otherwise)
    {
        services.Terminal.Say(published ? "The hub has what is new; askers fetch it with their next search." : "The hub could not be reached. " + otherwise);
        return published ? ExitCode.Ok : ExitCode.Partial;
    }

    private static EpochEndReason ReasonOf(string word) => word switch
    {
        "key-theft" => EpochEndReason.KeyTheft,
        "suspension" => EpochEndReason.Suspension,
        _ => EpochEndReason.Other,
    };
}
