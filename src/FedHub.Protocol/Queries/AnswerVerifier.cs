using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>Checks a node's statement about one slot, and that the sealed answer beside it is the one signed.</summary>
public static class AnswerVerifier
{
    /// <summary>Checks an answer by the keys of the slot's member at its directory entry.</summary>
    public static Checked<VerifiedAnswer> Verify(
        Envelope statement, ReadOnlySpan<byte> sealedAnswer, FederationDirectory directory, DateTimeOffset now)
    {
        if (!Read(statement.Payload).IsAccepted(out var answer, out var refusal))
        {
            return refusal;
        }

        if (directory.Member(answer.Slot.Member) is not { } member
            || statement.Verify(PayloadTypes.MatchAnswer, member.SigningKeysAt(now)).IsEmpty)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The answer is not signed by the member of its slot.");
        }

        var matches = answer.SealedAnswerDigest is { } digest ? Digest.Of(sealedAnswer) == digest : sealedAnswer.IsEmpty;
        return matches ? answer : new Refusal(ErrorCode.PartDigestMismatch, "The sealed answer is not the one that was signed.");
    }

    private static Checked<VerifiedAnswer> Read(ReadOnlyMemory<byte> payload)
    {
        AnswerStatement message;
        try
        {
            message = AnswerStatement.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed();
        }

        if (!QueryId.TryFromBytes(message.QueryId.Span, out var queryId)
            || !Digest.TryFromBytes(message.QueryDigest.Span, out var queryDigest)
            || !SlotCodec.TryRead(message.Slot, out var slot)
            || !UnixTime.TryRead(message.AnsweredAtMs, out var answeredAt))
        {
            return Malformed();
        }

        if (message.Refusal is not null)
        {
            return message.SealedAnswerDigest.IsEmpty
                ? new VerifiedAnswer(queryId, queryDigest, slot, RefusalCodec.ToDomain(message.Refusal), null, answeredAt)
                : Malformed();
        }

        return Digest.TryFromBytes(message.SealedAnswerDigest.Span, out var digest)
            ? new VerifiedAnswer(queryId, queryDigest, slot, null, digest, answeredAt)
            : Malformed();
    }

    private static Refusal Malformed() => new(ErrorCode.Malformed, "The answer's statement is not well-formed.");
}
