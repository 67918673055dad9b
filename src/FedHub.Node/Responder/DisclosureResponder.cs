using System.Security.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.AnswerLog;
using FedHub.Node.HubLink;
using FedHub.Node.Review;
using FedHub.Node.Witness;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>Answers disclosure requests: checks, looks tags up, applies the owner's policy, logs, then answers.</summary>
internal sealed class DisclosureResponder(
    ResponderIdentity identity,
    DirectoryKeeper directories,
    RevokedCredentials revoked,
    LogGuard log,
    IOwnIndex index,
    IOwnPolicy policy,
    AnswerStore answers,
    DisclosureStore store,
    DisclosedRecords disclosed,
    AnswerJournal journal,
    RefusalAllowance allowance,
    ResponderMetrics metrics,
    TimeProvider clock)
{
    private readonly DisclosureWriter _writer = new(identity.Member, identity.SigningKey, clock);
    private readonly DisclosureDecider _decider = new(index, policy, disclosed, clock);

    /// <summary>Checks and answers one delivery; null when the bytes are no request, so that nobody can be answered, or a flood of what cannot be verified goes on.</summary>
    public async Task<(MemberId Origin, SealedMessage Answer)?> AnswerAsync(DisclosureDelivery delivery, CancellationToken cancellationToken)
    {
        if (DisclosureHeader.TryRead(delivery.Request.Statement) is not { } header)
        {
            metrics.Unanswerable();
            return null;
        }

        var verified = Verify(delivery.Request);
        if (verified.Refusal is null or { Code: ErrorCode.DirectoryStale } && store.Find(header.Digest) is [var stored, ..])
        {
            return (header.Origin, stored);
        }

        if (verified.Refusal is { Code: ErrorCode.DirectoryStale } && header.DirectoryVersion > directories.Current.Version)
        {
            await directories.RefreshAsync(header.DirectoryVersion, cancellationToken);
            verified = Verify(delivery.Request);
        }

        if (!verified.IsAccepted(out var request, out var refusal))
        {
            return allowance.TryTake(1) ? (header.Origin, await RefuseAsync(header, refusal, null, cancellationToken)) : null;
        }

        if ((refusal = await CheckAsync(request, delivery, cancellationToken)) is not null)
        {
            return (header.Origin, await RefuseAsync(header, refusal, null, cancellationToken));
        }

        var reliance = HubReliance.Of(delivery.Proof!);
        var answer = await AnswerVerifiedAsync(request, delivery, reliance, cancellationToken);
        return (header.Origin, answer.IsAccepted(out var message, out refusal) ? message : await RefuseAsync(header, refusal, reliance, cancellationToken));
    }

    private Checked<VerifiedDisclosureRequest> Verify(SealedMessage request)
    {
        var now = clock.GetUtcNow();
        return directories.CheckInForce(now) is { } expired
            ? expired
            : DisclosureVerifier.VerifyRequest(request.Statement, request.Content.Span, directories.Current, now);
    }

    private async Task<Refusal?> CheckAsync(VerifiedDisclosureRequest request, DisclosureDelivery delivery, CancellationToken cancellationToken) =>
        request.Owner == identity.Member
            ? await log.CheckAsync(delivery.Proof, LoggedMatter.Of(request), cancellationToken)
            : new Refusal(ErrorCode.Malformed, "The request is for another member.");

    private async Task<Checked<SealedMessage>> AnswerVerifiedAsync(
        VerifiedDisclosureRequest request, DisclosureDelivery delivery, HubReliance reliance, CancellationToken cancellationToken)
    {
        if (answers.FindForDisclosure(request.Origin, request.QueryId, request.Collection) is not { } query
            || query.Digest != request.QueryDigest || query.Slots.Count == 0)
        {
            return UnknownQuery();
        }

        // The credential was good when the query was answered; what was found is not told to whoever stole the key since.
        if (revoked.Contains(request.Origin, query.CredentialId))
        {
            return new Refusal(ErrorCode.CredentialInvalid, "The credential that this was asked under was revoked since the query was answered.");
        }

        if (!DisclosureContents.Open(delivery.Request.Content.Span, identity.SealingKeys, request).IsAccepted(out var contents, out var refusal)
            || (refusal = CheckClaims(request, query, contents.Claims)) is not null)
        {
            return refusal;
        }

        if (directories.Current.Member(identity.Member) is not { Suspended: false } self)
        {
            return new Refusal(ErrorCode.Suspended, "This member is suspended and does not answer.");
        }

        var verdicts = _decider.Decide(request, query, contents.Claims, self).ToArray();

        // In random order, so that the place of a record says nothing about it.
        RandomNumberGenerator.Shuffle<RecordVerdict>(verdicts);
        return await DiscloseAsync(request, query, verdicts, contents, reliance, cancellationToken);
    }

    private Refusal? CheckClaims(VerifiedDisclosureRequest request, AnsweredQuery query, IReadOnlyList<Claim> claims)
    {
        foreach (var slot in claims.GroupBy(claim => claim.Slot.Class))
        {
            if (!query.Slots.TryGetValue(slot.Key, out var answered)
                || slot.Any(claim => claim.Epoch != answered.Epoch)
                || slot.DistinctBy(claim => claim.Tag).Count() > answered.ElementCount * TagMaterial.MaxRecords)
            {
                return UnknownQuery();
            }

            // The policy may have been narrowed since the query was answered.
            if (!policy.AdmitsQuery(request.Collection, request.Origin, query.Agency, query.Purpose, slot.Key, query.IsBulk))
            {
                return new Refusal(ErrorCode.NotAdmitted, "The owner's policy does not admit this origin, agency or purpose.");
            }
        }

        return null;
    }

    private async Task<Checked<SealedMessage>> DiscloseAsync(
        VerifiedDisclosureRequest request, AnsweredQuery query, RecordVerdict[] verdicts, DisclosureContents contents, HubReliance reliance,
        CancellationToken cancellationToken)
    {
        var named = verdicts.Where(verdict => verdict.HasHandle && verdict.RowId is not null).Select(verdict => verdict.RowId!.Value).ToList();
        var byRecord = await store.HandlesAsync(request.Origin, named, cancellationToken);
        var handles = new Dictionary<int, byte[]>();
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] is { HasHandle: true, RowId: { } record })
            {
                handles[i] = byRecord[record];
            }
        }

        var answer = _writer.Answer(request.QueryId, request.Digest, verdicts, handles, contents.ReplyKey);
        if (await store.CommitAsync(request, query, verdicts, handles, contents.ReplyKey, answer, reliance, clock.GetUtcNow(), cancellationToken) is not { } kept)
        {
            return new Refusal(ErrorCode.Replayed, "Another request of this query and collection was answered.");
        }

        foreach (var verdict in verdicts)
        {
            metrics.Disclosed(verdict.Outcome);
        }

        return kept;
    }

    private static Refusal UnknownQuery()
        => new(ErrorCode.DisclosureUnknownQuery, "The request names no query answered here, or more keys than were asked.");

    /// <summary>A refusal, logged: it may leave.</summary>
    private Task<SealedMessage> RefuseAsync(DisclosureHeader header, Refusal refusal, HubReliance? reliance, CancellationToken cancellationToken)
    {
        metrics.Refused(refusal.Code);
        return journal.RefuseAsync(
            new AnsweredMatter(header.Origin, header.QueryId, header.Digest, reliance), refusal, _writer.Refuse(header.QueryId, header.Digest, refusal), cancellationToken);
    }
}
