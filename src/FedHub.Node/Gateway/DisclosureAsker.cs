using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Keys;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Gateway;

/// <summary>Asks an owner about tags that were found in one of its collections.</summary>
internal sealed class DisclosureAsker(MemberId self, NodeKeys keys, IHub hub, DirectoryKeeper directories, TimeProvider clock)
{
    private const int PaddingMultipleBytes = 1_024;

    /// <summary>Sends one request for all claims, 1 to 512, of a collection and reads the answer.</summary>
    public async Task<DisclosureReading> AskAsync(
        PreparedSearch search, MemberId owner, CollectionName collection, IReadOnlyList<FoundTag> claims, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (directories.Current.Member(owner) is not { } member || !member.TryGetSealingKeyAt(now, out var sealTo))
        {
            return DisclosureReading.Failed(Outcome.Unreachable);
        }

        using var replyKey = SealingKey.Generate();
        var content = sealTo.Seal(Content(search.QueryId, claims, replyKey.PublicKey));
        var request = new DisclosureRequest
        {
            QueryId = ByteString.CopyFrom(search.QueryId.ToArray()),
            QueryDigest = ByteString.CopyFrom(search.QueryDigest.AsSpan()),
            Origin = self.ToString(),
            Owner = owner.ToString(),
            Collection = collection.ToString(),
            SealedContentDigest = ByteString.CopyFrom(Digest.Of(content).AsSpan()),
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = (now + ProtocolLimits.InteractiveLifetime).ToUnixTimeMilliseconds(),
            DirectoryVersion = directories.Version,
        };
        var envelope = Envelope.Sign(PayloadTypes.DisclosureRequest, request.ToByteArray(), keys.SigningKey);
        var reply = await HubRetry.UntilAsync(
            token => hub.SubmitDisclosureAsync(new SealedMessage(envelope, content), token), now + ProtocolLimits.InteractiveLifetime, clock, cancellationToken);
        if (!reply.IsAccepted(out var received, out var refusal))
        {
            return DisclosureReading.Failed(RefusalOutcomes.Of(refusal.Code), refusal.RetryAt);
        }

        return received.Answer is { } answer
            ? Read(search, owner, Digest.Of(envelope.Payload.Span), answer, claims, replyKey) with { LogIndex = received.LogIndex }
            : DisclosureReading.Failed(RefusalOutcomes.Of(received.Silence ?? SilenceReason.Unreachable));
    }

    private static byte[] Content(QueryId queryId, IReadOnlyList<FoundTag> claims, SealingPublicKey replyKey)
    {
        var content = new DisclosureContent
        {
            QueryId = ByteString.CopyFrom(queryId.ToArray()),
            ReplyKey = ByteString.CopyFrom(replyKey.AsSpan()),
        };
        foreach (var claim in claims)
        {
            content.Claims.Add(new TagClaim
            {
                IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)claim.Slot.Class,
                Epoch = claim.Epoch.Value,
                Tag = ByteString.CopyFrom(claim.Tag.ToArray()),
                Token = ByteString.CopyFrom(claim.Token.ToArray()),
            });
        }

        content.Padding = MessagePadding.For(content.CalculateSize(), PaddingMultipleBytes);
        return content.ToByteArray();
    }

    private DisclosureReading Read(
        PreparedSearch search, MemberId owner, Digest requestDigest, SealedMessage answer, IReadOnlyList<FoundTag> claims, SealingKey replyKey)
    {
        var verified = DisclosureVerifier.VerifyAnswer(answer.Statement, answer.Content.Span, directories.Current, clock.GetUtcNow());
        if (!verified.IsAccepted(out var statement, out _)
            || statement.Owner != owner || statement.QueryId != search.QueryId || statement.RequestDigest != requestDigest)
        {
            return DisclosureReading.Failed(Outcome.FailedVerification);
        }

        if (statement.Refusal is { } refused)
        {
            return DisclosureReading.Failed(RefusalOutcomes.Of(refused.Code), refused.RetryAt);
        }

        return replyKey.TryOpen(answer.Content.Span, out var plaintext)
            ? DisclosureAnswerReader.TryRead(plaintext, requestDigest, statement, claims, search) ?? DisclosureReading.Failed(Outcome.FailedVerification)
            : DisclosureReading.Failed(Outcome.FailedVerification);
    }
}
