using System.Security.Cryptography;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Responder;

/// <summary>Pads, seals and signs what this node says about a disclosure request.</summary>
internal sealed class DisclosureWriter(MemberId self, Func<SigningKey> signingKey, TimeProvider clock)
{
    private const int PaddingMultipleBytes = 4_096;
    private const int NonceSize = 32;

    /// <summary>The verdicts in the order given, sealed to the asker, with a commitment to their outcomes.</summary>
    /// <param name="queryId">The query that the request follows.</param>
    /// <param name="requestDigest">SHA-256 of the request's payload.</param>
    /// <param name="verdicts">Shuffled already.</param>
    /// <param name="handles">A handle for each verdict that has one, by its place.</param>
    /// <param name="replyKey">To seal to.</param>
    public SealedMessage Answer(
        QueryId queryId, Digest requestDigest, IReadOnlyList<RecordVerdict> verdicts, IReadOnlyDictionary<int, byte[]> handles, SealingPublicKey replyKey)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var content = new DisclosureAnswerContent
        {
            QueryId = ByteString.CopyFrom(queryId.ToArray()),
            RequestDigest = ByteString.CopyFrom(requestDigest.AsSpan()),
            CommitmentNonce = ByteString.CopyFrom(nonce),
        };
        for (var i = 0; i < verdicts.Count; i++)
        {
            content.Records.Add(Record(verdicts[i], handles.GetValueOrDefault(i)));
        }

        content.Padding = MessagePadding.For(content.CalculateSize(), PaddingMultipleBytes);
        var sealedAnswer = replyKey.Seal(content.ToByteArray());
        var statement = Statement(queryId, requestDigest);
        statement.SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(sealedAnswer).AsSpan());
        statement.OutcomesCommitment = ByteString.CopyFrom(OutcomesCommitment.Compute(nonce, verdicts.Select(verdict => verdict.Outcome)).AsSpan());
        return new SealedMessage(Sign(statement), sealedAnswer);
    }

    /// <summary>A signed refusal.</summary>
    public SealedMessage Refuse(QueryId queryId, Digest requestDigest, Refusal refusal)
    {
        var statement = Statement(queryId, requestDigest);
        statement.Refusal = RefusalCodec.ToProto(refusal);
        return new SealedMessage(Sign(statement), ReadOnlyMemory<byte>.Empty);
    }

    private static RecordDisclosure Record(RecordVerdict verdict, byte[]? handle)
    {
        var record = new RecordDisclosure
        {
            Outcome = (Contracts.Query.V1.DisclosureOutcome)(int)verdict.Outcome,
            Category = verdict.Category ?? "",
            Ground = verdict.Ground ?? "",
            DueAtMs = verdict.DueAt?.ToUnixTimeMilliseconds() ?? 0,
            AndMore = verdict.HasMore,
        };
        if (handle is not null)
        {
            record.RecordHandle = ByteString.CopyFrom(handle);
        }

        if (verdict.Desk is { } desk)
        {
            record.Desk = new Desk { Name = desk.Name, Contact = desk.Contact };
        }

        record.Summary.AddRange(verdict.Summary.Select(field => new SummaryField { Name = field.Name, Value = field.Value }));
        record.Claims.AddRange(verdict.Claims.Select(claim => (uint)claim));
        return record;
    }

    private DisclosureStatement Statement(QueryId queryId, Digest requestDigest) => new()
    {
        QueryId = ByteString.CopyFrom(queryId.ToArray()),
        RequestDigest = ByteString.CopyFrom(requestDigest.AsSpan()),
        Owner = self.ToString(),
        AnsweredAtMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private Envelope Sign(DisclosureStatement statement) => Envelope.Sign(PayloadTypes.DisclosureAnswer, statement.ToByteArray(), signingKey());
}
