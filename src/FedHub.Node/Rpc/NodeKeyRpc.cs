using FedHub.Contracts.Node.V1;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>What an administrator does to the keys for matching, on the administration socket only.</summary>
internal sealed class NodeKeyRpc(EpochManager epochs, SyncLoop sync, SyncSignal signal, StatementOutbox outbox, TimeProvider clock)
    : NodeKeyService.NodeKeyServiceBase
{
    public override async Task<EndEpochResponse> EndEpoch(EndEpochRequest request, ServerCallContext context)
    {
        if (!SlotCodec.TryRead(request.Slot, out var slot) || request.Reason is EpochEndReason.Unspecified || !Enum.IsDefined(request.Reason))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A slot such as KAZ/persons/document and a reason are needed.");
        }

        // Not broken off by the caller: once begun, the next epoch must follow.
        var ended = await epochs.EndNowAsync(
            slot,
            (connection, numbers) => StatementTable.Add(connection, StatementPayloads.EpochEnded(slot, numbers, (EpochEnd)(int)request.Reason, clock.GetUtcNow())),
            CancellationToken.None);
        outbox.Signal.Wake();
        signal.Wake();
        var response = new EndEpochResponse { Next = ended.Next.Value, Published = await sync.TryPublishAsync(context.CancellationToken) };
        response.Ended.AddRange(ended.Ended.Select(epoch => epoch.Value));
        return response;
    }
}
