using FedHub.Contracts.Exchange.V1;
using Google.Protobuf;

namespace FedHub.Hub.Rpc;

/// <summary>Log receipts and states as messages.</summary>
internal static class ReceiptCodec
{
    internal static LogReceipt ToProto(Transparency.LogReceipt receipt) => new()
    {
        Index = (ulong)receipt.Index,
        LeafHash = ByteString.CopyFrom(receipt.LeafHash.AsSpan()),
    };

    /// <summary>The states that have a name outside; others are told by an answer.</summary>
    internal static MemberState ToProto(DeliveryState state) => state switch
    {
        DeliveryState.Unreachable => MemberState.Unreachable,
        DeliveryState.Waiting => MemberState.Waiting,
        DeliveryState.Expired => MemberState.Expired,
        DeliveryState.Suspended => MemberState.Suspended,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state is told by an answer."),
    };
}
