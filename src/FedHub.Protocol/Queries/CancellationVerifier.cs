using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>Checks that it is the asker who cancels.</summary>
public static class CancellationVerifier
{
    /// <summary>Checks a cancellation: shape, and signature by the query's origin.</summary>
    public static Checked<VerifiedCancellation> Verify(Envelope envelope, FederationDirectory directory, DateTimeOffset now)
    {
        QueryCancellation message;
        try
        {
            message = QueryCancellation.Parser.ParseFrom(envelope.Payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed();
        }

        if (!QueryId.TryFromBytes(message.QueryId.Span, out var queryId) || !Digest.TryFromBytes(message.QueryDigest.Span, out var queryDigest)
            || !MemberId.TryParse(message.Origin, out var origin) || !UnixTime.TryRead(message.CancelledAtMs, out _))
        {
            return Malformed();
        }

        return directory.Member(origin) is { } member && !envelope.Verify(PayloadTypes.QueryCancellation, member.SigningKeysAt(now)).IsEmpty
            ? new VerifiedCancellation(origin, queryId, queryDigest, Digest.Of(envelope.Payload.Span))
            : new Refusal(ErrorCode.SignatureInvalid, "The cancellation is not signed by the query's origin.");
    }

    private static Refusal Malformed() => new(ErrorCode.Malformed, "The cancellation is not well-formed.");
}
