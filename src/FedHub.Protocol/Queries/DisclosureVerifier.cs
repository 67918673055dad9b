using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>Checks disclosure requests and the statements that answer them.</summary>
public static class DisclosureVerifier
{
    /// <summary>Checks a request: shape, signature by the origin, sealed content, times, directory version.</summary>
    public static Checked<VerifiedDisclosureRequest> VerifyRequest(
        Envelope envelope, ReadOnlySpan<byte> sealedContent, FederationDirectory directory, DateTimeOffset now)
    {
        if (!ReadRequest(envelope.Payload).IsAccepted(out var read, out var refusal))
        {
            return refusal;
        }

        var (request, directoryVersion) = read;
        if (directory.Member(request.Origin) is not { } origin)
        {
            return new Refusal(ErrorCode.NotAMember, "The request's origin is not a member.", HeldVersion: directory.Version);
        }

        if (origin.Suspended)
        {
            return new Refusal(ErrorCode.Suspended, "The request's origin is suspended.", HeldVersion: directory.Version);
        }

        if (envelope.Verify(PayloadTypes.DisclosureRequest, origin.SigningKeysAt(now)).IsEmpty)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The request is not signed by its origin.");
        }

        if (request.CreatedAt > now + ProtocolLimits.ClockTolerance)
        {
            return new Refusal(ErrorCode.ClockSkew, "The request was made in the future: check the clocks of both sides.");
        }

        if (request.ExpiresAt - request.CreatedAt > ProtocolLimits.WaitingLifetime)
        {
            return new Refusal(ErrorCode.LifetimeTooLong, "A request lives at most 7 days.");
        }

        if (now >= request.ExpiresAt)
        {
            return new Refusal(ErrorCode.Expired, "The request has expired: check the clocks of both sides.");
        }

        // One that waited may have been made under an earlier directory (ADR 0020); its keys are held against the one in force.
        var hasWaited = request.ExpiresAt - request.CreatedAt > ProtocolLimits.InteractiveLifetime && directoryVersion < directory.Version;
        if (directoryVersion != directory.Version && !hasWaited)
        {
            return new Refusal(ErrorCode.DirectoryStale, "The two sides hold different directory versions.", HeldVersion: directory.Version);
        }

        return Digest.Of(sealedContent) == request.SealedContentDigest
            ? request
            : new Refusal(ErrorCode.PartDigestMismatch, "The sealed content is not the one that was signed.");
    }

    /// <summary>Checks an answer by the keys of its owner.</summary>
    public static Checked<VerifiedDisclosureAnswer> VerifyAnswer(
        Envelope statement, ReadOnlySpan<byte> sealedAnswer, FederationDirectory directory, DateTimeOffset now)
    {
        if (!ReadAnswer(statement.Payload).IsAccepted(out var answer, out var refusal))
        {
            return refusal;
        }

        if (directory.Member(answer.Owner) is not { } owner
            || statement.Verify(PayloadTypes.DisclosureAnswer, owner.SigningKeysAt(now)).IsEmpty)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The disclosure is not signed by its owner.");
        }

        var matches = answer.SealedAnswerDigest is { } digest ? Digest.Of(sealedAnswer) == digest : sealedAnswer.IsEmpty;
        return matches ? answer : new Refusal(ErrorCode.PartDigestMismatch, "The sealed disclosure is not the one that was signed.");
    }

    private static Checked<Tuple<VerifiedDisclosureRequest, ulong>> ReadRequest(ReadOnlyMemory<byte> payload)
    {
        DisclosureRequest message;
        try
        {
            message = DisclosureRequest.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed();
        }

        if (!QueryId.TryFromBytes(message.QueryId.Span, out var queryId)
            || !Digest.TryFromBytes(message.QueryDigest.Span, out var queryDigest)
            || !MemberId.TryParse(message.Origin, out var origin) || !MemberId.TryParse(message.Owner, out var owner) || origin == owner
            || !CollectionName.TryParse(message.Collection, out var collection)
            || !Digest.TryFromBytes(message.SealedContentDigest.Span, out var content)
            || !UnixTime.TryRead(message.CreatedAtMs, out var createdAt) || !UnixTime.TryRead(message.ExpiresAtMs, out var expiresAt))
        {
            return Malformed();
        }

        var request = new VerifiedDisclosureRequest(
            queryId, queryDigest, origin, owner, collection, content, createdAt, expiresAt, Digest.Of(payload.Span));
        return Tuple.Create(request, message.DirectoryVersion);
    }

    private static Checked<VerifiedDisclosureAnswer> ReadAnswer(ReadOnlyMemory<byte> payload)
    {
        DisclosureStatement message;
        try
        {
            message = DisclosureStatement.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed();
        }

        if (!QueryId.TryFromBytes(message.QueryId.Span, out var queryId)
            || !Digest.TryFromBytes(message.RequestDigest.Span, out var requestDigest)
            || !MemberId.TryParse(message.Owner, out var owner)
            || !UnixTime.TryRead(message.AnsweredAtMs, out var answeredAt))
        {
            return Malformed();
        }

        if (message.Refusal is not null)
        {
            return message.SealedAnswerDigest.IsEmpty && message.OutcomesCommitment.IsEmpty
                ? new VerifiedDisclosureAnswer(queryId, requestDigest, owner, RefusalCodec.ToDomain(message.Refusal), null, null, answeredAt)
                : Malformed();
        }

        return Digest.TryFromBytes(message.SealedAnswerDigest.Span, out var digest)
            && Digest.TryFromBytes(message.OutcomesCommitment.Span, out var commitment)
            ? new VerifiedDisclosureAnswer(queryId, requestDigest, owner, null, digest, commitment, answeredAt)
            : Malformed();
    }

    private static Refusal Malformed() => new(ErrorCode.Malformed, "The disclosure message is not well-formed.");
}
