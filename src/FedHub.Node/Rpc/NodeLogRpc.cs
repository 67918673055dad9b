using FedHub.Contracts.Node.V1;
using FedHub.Node.Witness;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>Receipts of what the log has about this member, for those who run the node and look after it.</summary>
internal sealed class NodeLogRpc(LogReceipts receipts) : NodeLogService.NodeLogServiceBase
{
    public override async Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var (proof, log) = await receipts.GetAsync(request.LogIndex, context.CancellationToken);
        return new GetReceiptResponse
        {
            Receipt = ByteString.CopyFrom(proof.Receipt.ToBytes()),
            Entry = ByteString.CopyFrom(proof.Leaf.Encode()),
            Payload = ByteString.CopyFrom(proof.Opening.Payload.Span),
            Nonce = ByteString.CopyFrom(proof.Opening.Nonce.ToArray()),
            Policy = log.PolicyText,
        };
    }
}
