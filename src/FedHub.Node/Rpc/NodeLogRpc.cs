using FedHub.Contracts.Node.V1;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>Receipts of what the log has about this member. The hub's word is not taken: what does not prove itself is not given on.</summary>
internal sealed class NodeLogRpc(IHub hub, DirectoryKeeper directories, TimeProvider clock) : NodeLogService.NodeLogServiceBase
{
    public override async Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var now = clock.GetUtcNow();
        if (FederationLog.Of(directories.Current, now) is not { } log)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The directory lists no log.");
        }

        var proof = await hub.GetReceiptAsync((long)Math.Min(request.LogIndex, long.MaxValue), context.CancellationToken);
        var isIncluded = proof is not null
            && (ulong)proof.Receipt.Index == request.LogIndex
            && new NoteKeyRing([log.Key]).Verify(proof.Receipt.Checkpoint.Note).IsAccepted
            && MerkleProof.VerifyInclusion(proof.Receipt.Index, proof.Leaf.Hash(), proof.Receipt.Path.AsSpan(), proof.Receipt.Checkpoint.Head);
        return isIncluded
            ? new GetReceiptResponse
            {
                Receipt = ByteString.CopyFrom(proof!.Receipt.ToBytes()),
                Entry = ByteString.CopyFrom(proof.Leaf.Encode()),
                Payload = ByteString.CopyFrom(proof.Opening.Payload.Span),
                Nonce = ByteString.CopyFrom(proof.Opening.Nonce.ToArray()),
                Policy = log.PolicyText,
            }
            : throw new FedHubException(ErrorCode.LogProofInvalid, "The hub gave a receipt that proves nothing.");
    }
}
