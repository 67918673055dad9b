using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography.Match;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>One open stream of deliveries, as far as writing to it goes. Used by one writer at a time.</summary>
/// <param name="member">Whose stream it is.</param>
/// <param name="knownSize">The tree that the member has announced; 0 for none.</param>
/// <param name="responses">Where to.</param>
internal sealed class DeliveryWriter(MemberId member, long knownSize, IServerStreamWriter<OpenDeliveriesResponse> responses)
{
    internal MemberId Member { get; } = member;

    internal IServerStreamWriter<OpenDeliveriesResponse> Responses { get; } = responses;

    /// <summary>The largest tree that the member announced or was sent: the next proof starts here.</summary>
    internal long KnownSize { get; set; } = knownSize;
}
