using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Keys;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Gateway;

/// <summary>Asks an owner about tags that were found in one of its collections.</summary>
internal sealed class DisclosureAsker(
    MemberId self, NodeKeys keys, IHub hub, DirectoryKeeper directories, OpenDisclosureStore store, TimeProvider clock)
{
    private const int PaddingMultipleBytes = 1_024;

    private static readonly TimeSpan _askAgain = TimeSpan.FromSeconds(30);

    /// <summary>Sends one request for all claims, 1 to 512, of a collection and reads the answer. After a restart the same request goes again.</summary>
    /// <param name="search">Whose keys they are.</param>
    /// <param name="owner">Whom.</param>
    /// <param name="collection">About which collection.</param>
    /// <param name="claims">What was found.</param>
    /// <param name="waits">Called when the hub holds the request for an owner that is away.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    public async Task<DisclosureReading> AskAsync(
        PreparedSearch search, MemberId owner, CollectionName collection, IReadOnlyList<FoundTag> claims, Func<Task> waits, CancellationToken cancellationToken)
    {
        using var request = await FindOrMakeAsync(search, owner, collection, claims, cancellationToken);
        if (request is null)
        {
            return DisclosureReading.Failed(Outcome.Unreachable);
        }

        while (true)
        {
            var reply = await HubRetry.UntilAsync(token => hub.SubmitDisclosureAsync(request.Message, token), request.ExpiresAt, clock, cancellationToken);
            if (!reply.IsAccepted(out var received, out var refusal))
            {
                return DisclosureReading.Failed(RefusalOutcomes.Of(refusal.Code), refusal.RetryAt);
            }

            if (received.Answer is { } answer)
            {
                return Read(search, owner, request, answer) with { LogIndex = received.LogIndex };
            }

            if (received.Silence != SilenceReason.Waiting)
            {
                return DisclosureReading.Failed(RefusalOutcomes.Of(received.Silence ?? SilenceReason.Unreachable));
            }

            // Held at the hub: asked about until it is answered or its life has ended, which the hub says then.
            await waits();
            await Task.Delay(_askAgain, clock, cancellationToken);
        }
    }

    private async Task<OpenDisclosureRequest?> FindOrMakeAsync(
        PreparedSearch search, MemberId owner, CollectionName collection, IReadOnlyList<FoundTag> claims, CancellationToken cancellationToken)
    {
        if (!search.IsSelfTest && store.Find(search.QueryId, owner, collection) is { } earlier)
        {
            return earlier;
        }

        var now = clock.GetUtcNow();
        if (directories.Current.Member(owner) is not { } member || !member.TryGetSealingKeyAt(now, out var sealTo))
        {
            return null;
        }

        var request = Make(search, owner, collection, claims, sealTo, now);
        if (!search.IsSelfTest)
        {
            await store.SaveAsync(search.QueryId, owner, collection, request, cancellationToken);
        }

        return request;
    }

    private OpenDisclosureRequest Make(
        PreparedSearch search, MemberId owner, CollectionName collection, IReadOnlyList<FoundTag> claims, SealingPublicKey sealTo, DateTimeOffset now)
    {
        var replyKey = SealingKey.Generate();
        var content = sealTo.Seal(Content(search.QueryId, claims, replyKey.PublicKey));
        var expiresAt = search.IsWaiting && search.ExpiresAt > now + ProtocolLimits.InteractiveLifetime ? search.ExpiresAt : now + ProtocolLimits.InteractiveLifetime;
        var request = new DisclosureRequest
        {
            QueryId = ByteString.CopyFrom(search.QueryId.ToArray()),
            QueryDigest = ByteString.CopyFrom(search.QueryDigest.AsSpan()),
            Origin = self.ToString(),
            Owner = owner.ToString(),
            Collection = collection.ToString(),
            SealedContentDigest = ByteString.CopyFrom(Digest.Of(content).AsSpan()),
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = expiresAt.ToUnixTimeMilliseconds(),
            DirectoryVersion = directories.Version,
        };
        var envelope = Envelope.Sign(PayloadTypes.DisclosureRequest, request.ToByteArray(), keys.SigningKey);
        return new OpenDisclosureRequest(new SealedMessage(envelope, content), claims, replyKey, expiresAt);
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

    private DisclosureReading Read(PreparedSearch search, MemberId owner, OpenDisclosureRequest request, SealedMessage answer)
    {
        var verified = DisclosureVerifier.VerifyAnswer(answer.Statement, answer.Content.Span, directories.Current, clock.GetUtcNow());
        if (!verified.IsAccepted(out var statement, out _)
            || statement.Owner != owner || statement.QueryId != search.QueryId || statement.RequestDigest != request.Digest)
        {
            return DisclosureReading.Failed(Outcome.FailedVerification);
        }

        if (statement.Refusal is { } refused)
        {
            return DisclosureReading.Failed(RefusalOutcomes.Of(refused.Code), refused.RetryAt);
        }

        return request.ReplyKey.TryOpen(answer.Content.Span, out var plaintext)
            ? DisclosureAnswerReader.TryRead(plaintext, request.Digest, statement, request.Claims, search) ?? DisclosureReading.Failed(Outcome.FailedVerification)
            : DisclosureReading.Failed(Outcome.FailedVerification);
    }
}
