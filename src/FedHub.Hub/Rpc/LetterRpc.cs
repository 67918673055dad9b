using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The letter service: the hub logs and holds, and cannot read.</summary>
internal sealed class LetterRpc(LetterExchange letters, MemberRegistry members, TimeProvider clock) : LetterService.LetterServiceBase
{
    public override async Task<SendLetterResponse> SendLetter(SendLetterRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var directory = members.InForce();
        var envelope = EnvelopeCodec.ToDomain(request.Letter?.Letter).OrThrow();
        call.Subject = Digest.Of(envelope.Payload.Span);
        if (await FindSameAsync(envelope, call) is { } held)
        {
            return Write(held);
        }

        var letter = LetterVerifier.Verify(envelope, request.Letter!.SealedContent.Span, directory, clock.GetUtcNow()).OrThrow();
        if (letter.Sender != call.Member)
        {
            throw new FedHubException(ErrorCode.NotAMember, "The letter is not the caller's own.");
        }

        return Write(await letters.SendAsync(letter, request.Letter.ToByteArray(), call.CancellationToken));
    }

    public override async Task<TakeLetterResponse> TakeLetter(TakeLetterRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        if (!MemberId.TryParse(request.Sender, out var sender) || !LetterId.TryFromBytes(request.LetterId.Span, out var id))
        {
            throw new FedHubException(ErrorCode.Malformed, "A letter is named by its sender and an id of 16 bytes.");
        }

        await letters.TakeAsync(call.Member, sender, id, call.CancellationToken);
        return new TakeLetterResponse();
    }

    /// <summary>A letter that came before is told of even after its keys have changed or its life has ended.</summary>
    private async Task<StoredLetter?> FindSameAsync(Envelope envelope, MemberCall call)
    {
        Contracts.Letter.V1.Letter message;
        try
        {
            message = Contracts.Letter.V1.Letter.Parser.ParseFrom(envelope.Payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            // The verifier says what is wrong with it.
            return null;
        }

        return LetterId.TryFromBytes(message.LetterId.Span, out var id)
            && await letters.FindAsync(call.Member, id, call.CancellationToken) is { } stored && stored.Digest == call.Subject
            ? stored
            : null;
    }

    private SendLetterResponse Write(StoredLetter letter) => new()
    {
        Receipt = ReceiptCodec.ToProto(letter.Receipt),
        State = letter.Taken ? LetterState.Taken : letter.ExpiresAt > clock.GetUtcNow() ? LetterState.Held : LetterState.Expired,
    };
}
