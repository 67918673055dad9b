using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Responder;

/// <summary>Pads, seals and signs what this node says about a slot of a query.</summary>
internal sealed class SlotAnswerWriter(Func<SigningKey> signingKey, LogGossip gossip, TimeProvider clock)
{
    private const int PaddingMultipleBytes = 256;

    /// <summary>The evaluation, padded and sealed to the asker.</summary>
    public SealedMessage Answer(VerifiedQuery query, SlotId slot, SlotEpochKey key, VoprfEvaluation evaluation, SealingPublicKey replyKey)
    {
        var content = new AnswerContent
        {
            QueryDigest = ByteString.CopyFrom(query.Digest.AsSpan()),
            Slot = SlotCodec.ToProto(slot),
            Epoch = key.Epoch.Value,
            ManifestDigest = ByteString.CopyFrom(key.ManifestDigest.AsSpan()),
            Proof = ByteString.CopyFrom(evaluation.Proof.AsSpan()),
            LogState = gossip.Own(),
        };
        foreach (var element in evaluation.Elements)
        {
            content.EvaluatedElements.Add(ByteString.CopyFrom(element.AsSpan()));
        }

        content.Padding = MessagePadding.For(content.CalculateSize(), PaddingMultipleBytes);
        var sealedAnswer = replyKey.Seal(content.ToByteArray());
        var statement = Statement(query.QueryId, query.Digest, slot);
        statement.SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(sealedAnswer).AsSpan());
        return new SealedMessage(Sign(statement), sealedAnswer);
    }

    /// <summary>A signed refusal.</summary>
    public SealedMessage Refuse(QueryId queryId, Digest queryDigest, SlotId slot, Refusal refusal)
    {
        var statement = Statement(queryId, queryDigest, slot);
        statement.Refusal = RefusalCodec.ToProto(refusal);
        return new SealedMessage(Sign(statement), ReadOnlyMemory<byte>.Empty);
    }

    private AnswerStatement Statement(QueryId queryId, Digest queryDigest, SlotId slot) => new()
    {
        QueryId = ByteString.CopyFrom(queryId.ToArray()),
        QueryDigest = ByteString.CopyFrom(queryDigest.AsSpan()),
        Slot = SlotCodec.ToProto(slot),
        AnsweredAtMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private Envelope Sign(AnswerStatement statement) => Envelope.Sign(PayloadTypes.MatchAnswer, statement.ToByteArray(), signingKey());
}
