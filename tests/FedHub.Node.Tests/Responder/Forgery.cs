using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Tests.Responder;

/// <summary>Changes a prepared query or a part of it and signs it again as officer and node would, so that only the check in question fails.</summary>
internal static class Forgery
{
    public static QueryDelivery Query(TestFederation federation, PreparedSearch search, Action<MatchQuery> change)
    {
        var query = MatchQuery.Parser.ParseFrom(search.Payload.Span);
        change(query);
        return Deliver(federation, query, search.SealedParts);
    }

    /// <summary>Changes the content of the first part and seals it again.</summary>
    public static QueryDelivery Part(
        TestFederation federation, PreparedSearch search, Action<PartContent> change, SealingPublicKey? sealTo = null, bool keepDigest = false)
    {
        var query = MatchQuery.Parser.ParseFrom(search.Payload.Span);
        federation.Owner.Keys.SealingKey.TryOpen(search.SealedParts[0], out var plaintext).ShouldBeTrue();
        var content = PartContent.Parser.ParseFrom(plaintext);
        change(content);
        var sealedPart = (sealTo ?? federation.Owner.Keys.SealingKey.PublicKey).Seal(content.ToByteArray());
        if (!keepDigest)
        {
            query.Parts[0].SealedPartDigest = ByteString.CopyFrom(Digest.Of(sealedPart).AsSpan());
        }

        return Deliver(federation, query, [sealedPart, .. search.SealedParts.Skip(1)]);
    }

    public static QueryDelivery Deliver(TestFederation federation, MatchQuery query, IEnumerable<byte[]> parts)
    {
        var envelope = Envelope.Sign(PayloadTypes.MatchQuery, query.ToByteArray(), federation.OfficerKey, federation.Asker.Keys.SigningKey);
        return new QueryDelivery(envelope, [.. parts.Select(part => (ReadOnlyMemory<byte>)part)], federation.Hub.Log.Prove(MatterOf(query, envelope)));
    }

    /// <summary>What a hub would have logged that looks at nothing: only the check in question is to fail.</summary>
    private static LoggedMatter MatterOf(MatchQuery query, Envelope envelope) => new(
        Transparency.AuditKind.QuerySubmitted,
        MemberId.TryParse(query.Origin, out var origin) ? origin : TestFederation.Kaz,
        QueryId.TryFromBytes(query.QueryId.Span, out var id) ? id.ToString() : "none",
        LoggedMatter.QueryDigest,
        Digest.Of(envelope.Payload.Span));

    /// <summary>What the owner says of each slot: the refusal's code, or null where it answered.</summary>
    public static async Task<Dictionary<SlotId, Refusal?>> AnswerAsync(TestFederation federation, QueryDelivery delivery)
    {
        var reply = await federation.Owner.Queries.AnswerAsync(delivery, CancellationToken.None);
        return reply.ShouldNotBeNull().Answers.Select(answer => Verify(federation, answer)).ToDictionary(answer => answer.Slot, answer => answer.Refusal);
    }

    public static VerifiedAnswer Verify(TestFederation federation, SealedMessage answer)
        => AnswerVerifier.Verify(answer.Statement, answer.Content.Span, federation.Current, federation.Clock.GetUtcNow()).OrThrow();
}
