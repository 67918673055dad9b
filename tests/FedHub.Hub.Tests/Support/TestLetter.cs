using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Letter.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Hub.Tests;

/// <summary>A letter and a cancellation that pass every check.</summary>
internal static class TestLetter
{
    public static SendLetterRequest Request(TestMember sender, TestMember recipient, DateTimeOffset now, byte id = 1, string content = "sealed letter")
    {
        var sealedContent = ByteString.CopyFromUtf8(content);
        var letter = new Letter
        {
            LetterId = Id(id),
            Sender = sender.Id.ToString(),
            Recipient = recipient.Id.ToString(),
            SealedContentDigest = ByteString.CopyFrom(Digest.Of(sealedContent.Span).AsSpan()),
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = now.AddDays(7).ToUnixTimeMilliseconds(),
        };
        return new SendLetterRequest
        {
            Letter = new SealedLetter
            {
                Letter = EnvelopeCodec.ToProto(Envelope.Sign(PayloadTypes.Letter, letter.ToByteArray(), sender.Node)),
                SealedContent = sealedContent,
            },
        };
    }

    public static ByteString Id(byte id) => ByteString.CopyFrom([.. Enumerable.Repeat(id, 16)]);

    public static CancelQueryRequest Cancellation(TestMember origin, MatchQuery query, DateTimeOffset now)
    {
        var message = new QueryCancellation
        {
            QueryId = query.QueryId,
            QueryDigest = ByteString.CopyFrom(Digest.Of(query.ToByteArray()).AsSpan()),
            Origin = query.Origin,
            CancelledAtMs = now.ToUnixTimeMilliseconds(),
        };
        return new CancelQueryRequest { Cancellation = EnvelopeCodec.ToProto(Envelope.Sign(PayloadTypes.QueryCancellation, message.ToByteArray(), origin.Node)) };
    }
}
