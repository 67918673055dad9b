using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Cli.NodeIdentity;

/// <summary><c>fedhub node epoch end</c>: the way out when a slot's key was stolen.</summary>
internal static class NodeEpochCommand
{
    public static Command CreateEnd(CliServices services)
    {
        var slot = new Argument<string>("slot") { Description = "Such as KAZ/persons/document; fedhub node status lists them." };
        var data = NodeCommand.DataOption();
        var reason = new Option<string>("--reason") { Description = "Why; it goes into the federation's log.", DefaultValueFactory = _ => "other" };
        reason.AcceptOnlyFromAmong("key-theft", "suspension", "other");
        var command = new Command("end", "Ends a slot's epochs at once: their keys are wiped, and the next epoch begins.") { slot, data, reason };
        command.SetExamples("fedhub node epoch end KAZ/persons/document --data kaz --reason key-theft");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var request = new EndEpochRequest
            {
                Slot = SlotId.TryParse(parsed.GetRequiredValue(slot), out var id)
                    ? SlotCodec.ToProto(id)
                    : throw CliFailureException.Usage("A slot is MEMBER/collection/class, such as KAZ/persons/document"),
                Reason = ReasonOf(parsed.GetRequiredValue(reason)),
            };
            var response = await new NodeKeyService.NodeKeyServiceClient(channel).EndEpochAsync(request, cancellationToken: cancellationToken);
            services.Terminal.Say($"Ended and wiped: epoch {string.Join(", ", response.Ended)}. Epoch {response.Next} follows.");
            services.Terminal.Say(response.Published
                ? "The hub has its manifest; askers fetch it with their next search."
                : "The hub could not be reached; until it has the new manifest, others see that this country's index cannot be had.");
            return response.Published ? ExitCode.Ok : ExitCode.Partial;
        });
        return command;
    }

    private static EpochEndReason ReasonOf(string word) => word switch
    {
        "key-theft" => EpochEndReason.KeyTheft,
        "suspension" => EpochEndReason.Suspension,
        _ => EpochEndReason.Other,
    };
}
