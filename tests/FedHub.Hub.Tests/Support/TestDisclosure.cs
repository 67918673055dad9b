using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Hub.Tests;

/// <summary>A disclosure request and its answer that pass every check.</summary>
internal static class TestDisclosure
{
    public static SubmitDisclosureRequest Request(TestMember origin, TestMember owner, DateTimeOffset now, TimeSpan lifetime)
    {
        var content = ByteString.CopyFromUtf8("sealed content");
        var message = new DisclosureRequest
        {
            QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()),
            QueryDigest = ByteString.CopyFrom(new byte[32]),
            Origin = origin.Id.ToString(),
            Owner = owner.Id.ToString(),
            Collection = "persons",
            SealedContentDigest = ByteString.CopyFrom(Digest.Of(content.Span).AsSpan()),
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = now.Add(lifetime).ToUnixTimeMilliseconds(),
            DirectoryVersion = 1,
        };
        return new SubmitDisclosureRequest
        {
            Disclosure = new SealedDisclosure
            {
                Request = EnvelopeCodec.ToProto(Envelope.Sign(PayloadTypes.DisclosureRequest, message.ToByteArray(), origin.Node)),
                SealedContent = content,
            },
        };
    }

    public static ReturnDisclosureRequest Answer(TestMember owner, SubmitDisclosureRequest request, DateTimeOffset now)
    {
        var asked = DisclosureRequest.Parser.ParseFrom(request.Disclosure.Request.Payload);
        var sealedAnswer = ByteString.CopyFromUtf8("sealed disclosure");
        var statement = new DisclosureStatement
        {
            QueryId = asked.QueryId,
            RequestDigest = ByteString.CopyFrom(Digest.Of(request.Disclosure.Request.Payload.Span).AsSpan()),
            Owner = owner.Id.ToString(),
            SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(sealedAnswer.Span).AsSpan()),
            OutcomesCommitment = ByteString.CopyFrom(new byte[32]),
            AnsweredAtMs = now.ToUnixTimeMilliseconds(),
        };
        return new ReturnDisclosureRequest
        {
            Origin = asked.Origin,
            Answer = new DisclosureAnswer
            {
                Statement = EnvelopeCodec.ToProto(Envelope.Sign(PayloadTypes.DisclosureAnswer, statement.ToByteArray(), owner.Node)),
                SealedAnswer = sealedAnswer,
            },
        };
    }
}
