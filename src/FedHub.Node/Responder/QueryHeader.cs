using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Responder;

/// <summary>What a refusal must name of a query that is not verified. Nothing here is believed.</summary>
/// <param name="QueryId">As claimed.</param>
/// <param name="Origin">As claimed.</param>
/// <param name="DirectoryVersion">As claimed.</param>
/// <param name="Digest">SHA-256 of the payload.</param>
/// <param name="OwnSlots">This member's slots, at most 64.</param>
internal sealed record QueryHeader(QueryId QueryId, MemberId Origin, ulong DirectoryVersion, Digest Digest, IReadOnlyList<SlotId> OwnSlots)
{
    private const int MaxOwnSlots = 64;

    /// <summary>Reads what can be read; null when no refusal can be addressed, or nothing is asked of <paramref name="self"/>.</summary>
    public static QueryHeader? TryRead(Envelope envelope, MemberId self)
    {
        if (envelope.Payload.Length > ProtocolLimits.MessageBytes)
        {
            return null;
        }

        MatchQuery message;
        try
        {
            message = MatchQuery.Parser.ParseFrom(envelope.Payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            // Not a query at all: there is nobody to answer to.
            return null;
        }

        if (!QueryId.TryFromBytes(message.QueryId.Span, out var queryId) || !MemberId.TryParse(message.Origin, out var origin))
        {
            return null;
        }

        var slots = new List<SlotId>();
        foreach (var part in message.Parts)
        {
            if (SlotCodec.TryRead(part.Slot, out var slot) && slot.Member == self && slots.Count < MaxOwnSlots)
            {
                slots.Add(slot);
            }
        }

        return slots.Count == 0 ? null : new QueryHeader(queryId, origin, message.DirectoryVersion, Digest.Of(envelope.Payload.Span), slots);
    }
}
