using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>Size and shape of a MatchQuery, before any signature is looked at.</summary>
internal static class MatchQueryReader
{
    private const int MaxLegalBasisLength = 500;

    internal static Checked<MatchQuery> ReadMessage(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > ProtocolLimits.MessageBytes)
        {
            return Malformed("The query is larger than 1 MiB.");
        }

        try
        {
            return MatchQuery.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed("The query is not a MatchQuery message.");
        }
    }

    internal static Checked<VerifiedQuery> ReadFields(MatchQuery message, InvestigatorCredential credential, Digest digest)
    {
        if (!QueryId.TryFromBytes(message.QueryId.Span, out var queryId) || !MemberId.TryParse(message.Origin, out var origin))
        {
            return Malformed("The query's id or origin is not well-formed.");
        }

        if (!Enum.IsDefined((Purpose)(int)message.Purpose) || !Enum.IsDefined((Urgency)(int)message.Urgency)
            || string.IsNullOrWhiteSpace(message.LegalBasis) || message.LegalBasis.Length > MaxLegalBasisLength)
        {
            return Malformed("The query lacks a known purpose, a known urgency or a legal basis of at most 500 characters.");
        }

        if (!UnixTime.TryRead(message.CreatedAtMs, out var createdAt) || !UnixTime.TryRead(message.ExpiresAtMs, out var expiresAt)
            || !Digest.TryFromBytes(message.CaseCommitment.Span, out var caseCommitment)
            || !Digest.TryFromBytes(message.RuleSetHash.Span, out var ruleSetHash)
            || !Digest.TryFromBytes(message.SearchRecordDigest.Span, out var searchRecordDigest))
        {
            return Malformed("The query's times or digests are not well-formed.");
        }

        ScreeningId? screening = ScreeningId.TryFromBytes(message.ScreeningId.Span, out var id) ? id : null;
        if (screening is null && !message.ScreeningId.IsEmpty)
        {
            return Malformed("The query's screening is not well-formed.");
        }

        if (!ReadParts(message, origin).IsAccepted(out var parts, out var refusal))
        {
            return refusal;
        }

        return new VerifiedQuery(
            queryId, origin, credential, (Purpose)(int)message.Purpose, message.LegalBasis, caseCommitment, (Urgency)(int)message.Urgency,
            createdAt, expiresAt, ruleSetHash, message.DirectoryVersion, searchRecordDigest, parts, digest)
        {
            Screening = screening,
        };
    }

    private static Checked<List<VerifiedPart>> ReadParts(MatchQuery message, MemberId origin)
    {
        if (message.Parts.Count is 0 or > ProtocolLimits.PartsPerQuery)
        {
            return Malformed("A query has 1 to 512 parts.");
        }

        var parts = new List<VerifiedPart>(message.Parts.Count);
        var slots = new HashSet<SlotId>();
        foreach (var part in message.Parts)
        {
            if (!SlotCodec.TryRead(part.Slot, out var slot) || slot.Member == origin || !slots.Add(slot)
                || part.Count is not (1 or 8 or 32)
                || !Digest.TryFromBytes(part.ElementsDigest.Span, out var elements)
                || !Digest.TryFromBytes(part.SealedPartDigest.Span, out var sealedPart))
            {
                return Malformed("A part of the query is not well-formed, stands twice or asks the asker.");
            }

            parts.Add(new VerifiedPart(slot, new EpochNumber(part.Epoch), (int)part.Count, elements, sealedPart));
        }

        return parts;
    }

    private static Refusal Malformed(string message) => new(ErrorCode.Malformed, message);
}
