using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The log service: proofs between trees, and cosignatures.</summary>
internal sealed class LogRpc(PublishedLog log, WitnessedLog witnessed, MemberRegistry members) : LogService.LogServiceBase
{
    public override async Task<GetConsistencyResponse> GetConsistency(GetConsistencyRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var newest = log.Sequencer.Published;
        var to = request.ToSize == 0 ? (ulong)newest.Head.Size : request.ToSize;
        if (to > (ulong)newest.Head.Size || request.FromSize > to)
        {
            throw new FedHubException(ErrorCode.NotFound, "The log has no such trees to show.", heldVersion: (ulong)newest.Head.Size);
        }

        var proof = await log.ProveConsistencyAsync((long)request.FromSize, (long)to, call.CancellationToken);
        return new GetConsistencyResponse { Checkpoint = ByteString.CopyFrom(newest.ToBytes()), Consistency = LogProofCodec.ToProto(proof) };
    }

    public override async Task<AddCosignatureResponse> AddCosignature(AddCosignatureRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        if (!LogProofCodec.TryRead(request.Cosignature, out var cosignature))
        {
            throw new FedHubException(ErrorCode.Malformed, "A cosignature is a size and a signature line.");
        }

        await witnessed.TakeAsync(call.Member, members.InForce(), cosignature, call.CancellationToken);
        return new AddCosignatureResponse { WitnessedSize = (ulong)witnessed.Size };
    }
}
