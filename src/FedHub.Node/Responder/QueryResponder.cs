using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.AnswerLog;
using FedHub.Node.Budgets;
using FedHub.Node.HubLink;
using FedHub.Node.Witness;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>
/// Answers queries of other members. The checks stand in the order of the protocol, cheap ones first, so that a flood costs the sender
/// more than this node; each slot is refused or answered on its own.
/// </summary>
internal sealed class QueryResponder(
    ResponderIdentity identity,
    DirectoryKeeper directories,
    RevokedCredentials revoked,
    LogGuard log,
    LogGossip gossip,
    IOwnIndex index,
    IOwnPolicy policy,
    ExhaustedBudgets exhausted,
    AnswerStore store,
    AnswerJournal journal,
    RefusalAllowance allowance,
    ResponderMetrics metrics,
    TimeProvider clock)
{
    private static readonly Digest _ruleSet = Digest.FromBytes(RuleSet.Current.Hash.Span);

    private readonly SlotAnswerWriter _writer = new(identity.SigningKey, gossip, clock);

    /// <summary>Checks and answers one delivery.</summary>
    /// <returns>Null when there is nothing to answer: the bytes are no query, nothing is asked of this member, or a flood of what cannot be verified goes on.</returns>
    public async Task<QueryReply?> AnswerAsync(QueryDelivery delivery, CancellationToken cancellationToken)
    {
        if (QueryHeader.TryRead(delivery.Query, identity.Member) is not { } header)
        {
            metrics.Unanswerable();
            return null;
        }

        var verified = Verify(delivery.Query, header.Origin);

        // A query that was answered before is answered alike, even if the directory has moved on since.
        if (verified.Refusal is null or { Code: ErrorCode.DirectoryStale }
            && await store.FindAsync(header.Origin, header.QueryId, cancellationToken) is { } stored)
        {
            return stored.Digest == header.Digest ? Reply(header, stored.Answers) : await RefuseAllAsync(header, Replayed(), cancellationToken);
        }

        if (verified.Refusal is { Code: ErrorCode.DirectoryStale } && header.DirectoryVersion > directories.Current.Version)
        {
            await directories.RefreshAsync(header.DirectoryVersion, cancellationToken);
            verified = Verify(delivery.Query, header.Origin);
        }

        if (!verified.IsAccepted(out var query, out var refusal))
        {
            return await RefuseAllAsync(header, refusal, cancellationToken);
        }

        return await AnswerVerifiedAsync(query, header, delivery, cancellationToken);
    }

    private static Refusal Replayed() => new(ErrorCode.Replayed, "The query id was used before with other content.");

    private Checked<VerifiedQuery> Verify(Envelope envelope, MemberId origin)
    {
        var now = clock.GetUtcNow();
        return directories.CheckInForce(now) is { } expired ? expired : MatchQueryVerifier.Verify(envelope, directories.Current, now, id => revoked.Contains(origin, id));
    }

    private async Task<QueryReply> AnswerVerifiedAsync(VerifiedQuery query, QueryHeader header, QueryDelivery delivery, CancellationToken cancellationToken)
    {
        var slots = query.PartsFor(identity.Member).Select(part => new SlotWork(part) { Charges = policy.Charges(query, part) }).ToList();
        CheckPartHashes(slots, delivery.SealedParts);
        var reliance = await CheckLogProofAsync(slots, query, delivery, cancellationToken);
        ForEachStanding(slots, slot => slot.Refusal = CheckSlot(slot));
        ForEachStanding(slots, slot => slot.Refusal = CheckPolicy(slot, query));
        ForEachStanding(slots, slot => slot.Refusal = exhausted.Check(slot.Charges, clock.GetUtcNow()));
        ForEachStanding(slots, slot => Evaluate(slot, query));
        if (slots.All(slot => slot.Refusal is not null))
        {
            // Nothing was evaluated, so nothing is counted or kept but the refusal: the same query may be answered once the reason is gone.
            return Reply(header, await RefuseAsync(query, slots, reliance, cancellationToken));
        }

        return Reply(header, await CommitAsync(query, slots, reliance, cancellationToken));
    }

    private static void ForEachStanding(List<SlotWork> slots, Action<SlotWork> check)
    {
        foreach (var slot in slots)
        {
            if (slot.Refusal is null)
            {
                check(slot);
            }
        }
    }

    private static void CheckPartHashes(List<SlotWork> slots, IReadOnlyList<ReadOnlyMemory<byte>> sealedParts)
    {
        var byDigest = new Dictionary<Digest, ReadOnlyMemory<byte>>();
        foreach (var sealedPart in sealedParts)
        {
            byDigest[Digest.Of(sealedPart.Span)] = sealedPart;
        }

        foreach (var slot in slots)
        {
            if (byDigest.TryGetValue(slot.Part.SealedPartDigest, out var sealedPart))
            {
                slot.SealedPart = sealedPart;
            }
            else
            {
                slot.Refusal = new Refusal(ErrorCode.PartDigestMismatch, "The sealed part that was signed did not arrive.");
            }
        }
    }

    /// <summary>The log's place in the order: what is not proven to be in the one log is not answered.</summary>
    /// <returns>Where the log has it; null when that is not proven.</returns>
    private async Task<HubReliance?> CheckLogProofAsync(List<SlotWork> slots, VerifiedQuery query, QueryDelivery delivery, CancellationToken cancellationToken)
    {
        if (slots.All(slot => slot.Refusal is not null))
        {
            return null;
        }

        var unproven = await log.CheckAsync(delivery.Proof, LoggedMatter.Of(query), cancellationToken);
        ForEachStanding(slots, slot => slot.Refusal = unproven);
        return unproven is null ? HubReliance.Of(delivery.Proof!) : null;
    }

    private Refusal? CheckSlot(SlotWork slot)
    {
        var (id, asked) = (slot.Part.Slot, slot.Part.Epoch);
        var self = directories.Current.Member(identity.Member);
        if (self is null or { Suspended: true })
        {
            return new Refusal(ErrorCode.Suspended, "This member is suspended and does not answer.");
        }

        if (self.CeilingOf(id.Collection, id.Class) is null)
        {
            return new Refusal(ErrorCode.UnknownSlot, "The slot does not exist here.");
        }

        slot.Key = index.FindEvaluationKey(id, asked, clock.GetUtcNow());
        if (slot.Key is not null)
        {
            return null;
        }

        return index.NewestEpoch(id) is { } newest
            ? new Refusal(ErrorCode.EpochUnknown, "The epoch has ended or is unknown; fetch the newest manifest.", HeldVersion: newest.Value)
            : new Refusal(ErrorCode.UnknownSlot, "The slot has no epoch yet.");
    }

    private Refusal? CheckPolicy(SlotWork slot, VerifiedQuery query)
    {
        if (query.RuleSetHash != _ruleSet || !directories.Current.AllowsRuleSet(query.RuleSetHash))
        {
            return new Refusal(ErrorCode.RuleSetMismatch, "The rule set is not one that this node's filters hold.");
        }

        var id = slot.Part.Slot;
        return policy.AdmitsQuery(id.Collection, query.Origin, query.Credential.Agency, query.Purpose, id.Class, query.IsBulk)
            ? null
            : new Refusal(ErrorCode.NotAdmitted, "The owner's policy does not admit this origin, agency or purpose.");
    }

    private void Evaluate(SlotWork slot, VerifiedQuery query)
    {
        if (!OpenedPart.Open(slot.SealedPart.Span, identity.SealingKeys, query, slot.Part).IsAccepted(out var opened, out var refusal))
        {
            slot.Refusal = refusal;
            return;
        }

        gossip.Hear(query.Origin, opened.LogState);
        try
        {
            var evaluation = Voprf.BlindEvaluate(slot.Key!.Key, opened.Elements);
            slot.Answer = _writer.Answer(query, slot.Part.Slot, slot.Key, evaluation, opened.ReplyKey);
            metrics.Evaluated(slot.Part.Slot.Class, opened.Elements.Count);
        }
        catch (ObjectDisposedException)
        {
            // The epoch ended and its key was wiped between look-up and use.
            slot.Refusal = new Refusal(ErrorCode.EpochUnknown, "The epoch has just ended; fetch the newest manifest.", HeldVersion: slot.Key!.Epoch.Value);
        }
    }

    private async Task<IReadOnlyList<SealedMessage>> CommitAsync(
        VerifiedQuery query, List<SlotWork> slots, HubReliance? reliance, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Budget, replay mark, answers and their log entries become durable together or not at all: a crash before leaves nothing counted,
            // one after finds the answers when the delivery comes again.
            var result = await store.CommitAsync(query, slots, Finish(query, slots), reliance, clock.GetUtcNow(), cancellationToken);
            if (result.Existing is { } existing)
            {
                return existing.Digest == query.Digest ? existing.Answers : await RefuseReplayedAsync(query, slots, reliance, cancellationToken);
            }

            if (result.OverBudget.Count == 0)
            {
                return result.Stored!;
            }

            foreach (var (slot, refusal) in result.OverBudget)
            {
                exhausted.Remember(slot.Charges, refusal);
                slot.Refusal = refusal;
                slot.Answer = null;
            }

            if (slots.All(slot => slot.Refusal is not null))
            {
                return await RefuseAsync(query, slots, reliance, cancellationToken);
            }
        }
    }

    private Task<IReadOnlyList<SealedMessage>> RefuseReplayedAsync(
        VerifiedQuery query, List<SlotWork> slots, HubReliance? reliance, CancellationToken cancellationToken)
    {
        slots.ForEach(slot => (slot.Refusal, slot.Answer) = (Replayed(), null));
        return RefuseAsync(query, slots, reliance, cancellationToken);
    }

    /// <summary>All slots are refused: the refusals leave once they are logged.</summary>
    private Task<IReadOnlyList<SealedMessage>> RefuseAsync(VerifiedQuery query, List<SlotWork> slots, HubReliance? reliance, CancellationToken cancellationToken)
    {
        var refused = slots.Zip(Finish(query, slots), (slot, message) => new GivenAnswer(slot.Part.Slot, slot.Refusal, message)).ToList();
        return journal.RefuseAsync(new AnsweredMatter(query.Origin, query.QueryId, query.Digest, reliance), refused, cancellationToken);
    }

    private SealedMessage[] Finish(VerifiedQuery query, List<SlotWork> slots)
        => [.. slots.Select(slot => slot.Answer ??= Refuse(query, slot, slot.Refusal!))];

    private SealedMessage Refuse(VerifiedQuery query, SlotWork slot, Refusal refusal)
    {
        metrics.Refused(refusal.Code);
        return _writer.Refuse(query.QueryId, query.Digest, slot.Part.Slot, refusal);
    }

    /// <summary>Refuses what could not be verified, in all that it asks for.</summary>
    private async Task<QueryReply?> RefuseAllAsync(QueryHeader header, Refusal refusal, CancellationToken cancellationToken)
    {
        metrics.Refused(refusal.Code);
        if (!allowance.TryTake(header.OwnSlots.Count))
        {
            return null;
        }

        var refused = header.OwnSlots.Select(slot => new GivenAnswer(slot, refusal, _writer.Refuse(header.QueryId, header.Digest, slot, refusal))).ToList();
        return Reply(header, await journal.RefuseAsync(new AnsweredMatter(header.Origin, header.QueryId, header.Digest, null), refused, cancellationToken));
    }

    private static QueryReply Reply(QueryHeader header, IReadOnlyList<SealedMessage> answers) => new(header.Origin, header.QueryId, answers);
}
