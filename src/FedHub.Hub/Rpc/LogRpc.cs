using System.Text;
using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;
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

        // A key that the directory does not list is refused with every checkpoint, and logged once: each refusal would make a checkpoint more.
        call.Subject = Digest.Of(Encoding.UTF8.GetBytes($"{cosignature.Signature.Name}+{cosignature.Signature.KeyId}"));
        await witnessed.TakeAsync(call.Member, members.InForce(), cosignature, call.CancellationToken);
        return new AddCosignatureResponse { WitnessedSize = (ulong)witnessed.Size };
    }

    public override async Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var index = (long)Math.Min(request.Index, long.MaxValue);
        var proof = await log.ProveAsync(index, witnessed.Covering(index), call.CancellationToken);

        // Payloads are for those entitled: here, whose doing it was. To anybody else the entry is not there.
        if (proof is null || !AuditPayload.TryDecode(proof.Opening.Payload.Span, out var payload) || payload.Member != call.Member)
        {
            throw new FedHubException(ErrorCode.NotFound, "The log has no entry of this member at that place.");
        }

        return new GetReceiptResponse { Proof = LogProofCodec.ToProto(proof) };
    }
}
