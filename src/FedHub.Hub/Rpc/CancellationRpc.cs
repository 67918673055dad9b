using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The cancellation service: an asker takes back what was not delivered.</summary>
internal sealed class CancellationRpc(QueryExchange queries, MemberRegistry members, TimeProvider clock) : CancellationService.CancellationServiceBase
{
    public override async Task<CancelQueryResponse> CancelQuery(CancelQueryRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var envelope = EnvelopeCodec.ToDomain(request.Cancellation).OrThrow();
        call.Subject = Digest.Of(envelope.Payload.Span);
        var cancellation = CancellationVerifier.Verify(envelope, members.InForce(), clock.GetUtcNow()).OrThrow();
        if (cancellation.Origin != call.Member)
        {
            throw new FedHubException(ErrorCode.NotAMember, "The query is not the caller's own.");
        }

        return new CancelQueryResponse { Receipt = ReceiptCodec.ToProto(await queries.CancelAsync(cancellation, call.CancellationToken)) };
    }
}
