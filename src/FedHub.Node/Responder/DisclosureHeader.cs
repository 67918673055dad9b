using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Node.Responder;

/// <summary>What a refusal must name of a disclosure request that is not verified. Nothing here is believed.</summary>
internal sealed record DisclosureHeader(QueryId QueryId, MemberId Origin, ulong DirectoryVersion, Digest Digest)
{
    /// <summary>Reads what can be read; null when no refusal can be addressed.</summary>
    public static DisclosureHeader? TryRead(Envelope envelope)
    {
        DisclosureRequest message;
        try
        {
            message = DisclosureRequest.Parser.ParseFrom(envelope.Payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            // Not a request at all: there is nobody to answer to.
            return null;
        }

        return QueryId.TryFromBytes(message.QueryId.Span, out var queryId) && MemberId.TryParse(message.Origin, out var origin)
            ? new DisclosureHeader(queryId, origin, message.DirectoryVersion, Digest.Of(envelope.Payload.Span))
            : null;
    }
}
