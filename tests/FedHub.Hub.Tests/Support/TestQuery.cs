using FedHub.Contracts.Common.V1;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using Envelope = FedHub.Cryptography.Envelope;

namespace FedHub.Hub.Tests;

/// <summary>A query that passes every check, unless a test changes it.</summary>
internal static class TestQuery
{
    public static readonly Digest RuleSet = Digest.Of("rules"u8);

    public static MatchQuery Message(TestMember origin, DateTimeOffset now, bool waiting, params SlotId[] slots)
    {
        var query = new MatchQuery
        {
            QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()),
            Origin = origin.Id.ToString(),
            NodeKeyId = ByteString.CopyFrom(origin.Node.KeyId.ToArray()),
            Credential = EnvelopeCodec.ToProto(origin.Credential(now).Sign(origin.Node)),
            Purpose = Contracts.Common.V1.Purpose.Investigation,
            LegalBasis = "art. 1",
            CaseCommitment = ByteString.CopyFrom(new byte[32]),
            Urgency = waiting ? Contracts.Query.V1.Urgency.Waiting : Contracts.Query.V1.Urgency.Interactive,
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = now.Add(waiting ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(30)).ToUnixTimeMilliseconds(),
            RuleSetHash = ByteString.CopyFrom(RuleSet.AsSpan()),
            DirectoryVersion = 1,
            SearchRecordDigest = ByteString.CopyFrom(new byte[32]),
        };
        query.Parts.AddRange(slots.Select(slot => new QueryPart
        {
            Slot = SlotCodec.ToProto(slot),
            Epoch = 1,
            Count = 8,
            ElementsDigest = ByteString.CopyFrom(new byte[32]),
            SealedPartDigest = ByteString.CopyFrom(Digest.Of(Sealed(slot).Span).AsSpan()),
        }));
        return query;
    }

    public static SubmitQueryRequest Request(TestMember origin, MatchQuery query)
    {
        var request = new SubmitQueryRequest
        {
            Query = EnvelopeCodec.ToProto(Envelope.Sign(PayloadTypes.MatchQuery, query.ToByteArray(), origin.Officer, origin.Node)),
        };
        request.SealedParts.AddRange(query.Parts.Select(part => new SealedPart { Ciphertext = Sealed(SlotOf(part.Slot)) }));
        return request;
    }

    public static ByteString Sealed(SlotId slot) => ByteString.CopyFromUtf8($"sealed for {slot}");

    private static SlotId SlotOf(Slot slot) => SlotCodec.TryRead(slot, out var id) ? id : throw new ArgumentException("Not a slot.", nameof(slot));
}
