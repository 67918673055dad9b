using System.Collections.Concurrent;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Runs queries: admits them, fans them out, takes answers and tells the askers.</summary>
internal sealed class QueryExchange(
    QueryStore store, MemberRegistry members, DeliveryStreams streams, HubLimits limits, TimeProvider clock, ILogger<QueryExchange> logger)
{
    private readonly ConcurrentDictionary<QueryKey, LiveQuery> _live = new();

    /// <summary>Queries that are not completed.</summary>
    internal int OpenCount => _live.Count;

    /// <summary>Takes up what an earlier process left open. Call it before members are served.</summary>
    internal async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var key in await store.ListOpenAsync(cancellationToken))
        {
            if (await store.FindAsync(key, cancellationToken) is { } query)
            {
                Join(query);
            }
        }

        logger.QueriesRestored(_live.Count);
    }

    /// <summary>The query that came before under this key; null when none did.</summary>
    /// <exception cref="FedHubException">Replayed: it had other content.</exception>
    internal async Task<LiveQuery?> ResumeAsync(QueryKey key, Digest digest, CancellationToken cancellationToken)
    {
        if (!_live.TryGetValue(key, out var live))
        {
            var stored = await store.FindAsync(key, cancellationToken);
            live = stored is null ? null : Join(stored);
        }

        return live is null || live.Digest == digest ? live : throw Replayed();
    }

    /// <summary>Admits a verified query and delivers it. When it returns, the query is in the log.</summary>
    /// <exception cref="FedHubException">The reason why not.</exception>
    internal async Task<LiveQuery> SubmitAsync(AcceptedQuery accepted, CancellationToken cancellationToken)
    {
        var query = accepted.Query;
        var limit = query.Urgency == Urgency.Waiting ? limits.WaitingQueriesPerMember : limits.OpenQueriesPerMember;
        if (_live.Values.Count(live => live.Key.Origin == query.Origin && live.Urgency == query.Urgency) >= limit)
        {
            throw new FedHubException(ErrorCode.Unavailable, "This member has too many queries open.", clock.GetUtcNow().AddSeconds(5));
        }

        var targets = query.Parts.Select(part => part.Slot.Member).Distinct().ToDictionary(id => id, id => FirstState(id, query.Urgency));
        var admission = await store.AdmitAsync(accepted, targets, cancellationToken);
        if (admission.Refusal is not null)
        {
            throw new FedHubException(admission.Refusal);
        }

        var joined = Join(admission.Query!);
        if (joined.Digest != query.Digest)
        {
            throw Replayed();
        }

        if (admission.IsNew)
        {
            // Only now: what is delivered is in the log. A crash here is made good when the members open their streams again.
            FanOut(joined);
        }

        return joined;
    }

    /// <summary>Takes a member's verified answers, then tells the asker.</summary>
    internal async Task<AnswersTaken> TakeAnswersAsync(
        QueryKey key, IReadOnlyList<ReturnedAnswer> answers, CancellationToken cancellationToken)
    {
        var taken = await store.TakeAnswersAsync(key, answers, cancellationToken);
        if (taken.ConflictCount > 0)
        {
            logger.AnswersConflict(answers[0].Answer.Slot.Member, taken.ConflictCount);
        }

        HubMeter.AnswersTaken.Add(answers.Count);
        if (_live.TryGetValue(key, out var live))
        {
            foreach (var returned in answers)
            {
                live.Answered(returned.Answer.Slot);
            }
        }

        return taken;
    }

    /// <summary>Logs an asker's cancellation, then ends the wait for all that have not answered. Idempotent by query.</summary>
    /// <exception cref="FedHubException">NotFound: no such query of this origin.</exception>
    internal async Task<LogReceipt> CancelAsync(VerifiedCancellation cancellation, CancellationToken cancellationToken)
    {
        // The store first: from here on nothing more is delivered, also after a crash; those who read along are told at the end.
        var receipt = await store.CancelAsync(cancellation, cancellationToken);
        if (_live.TryGetValue(new QueryKey(cancellation.Origin, cancellation.QueryId), out var live))
        {
            live.Cancel();
        }

        return receipt;
    }

    /// <summary>Queries that wait for a member and whose origin may still ask.</summary>
    internal async Task<IReadOnlyList<QueryKey>> ListDueAsync(MemberId member, CancellationToken cancellationToken)
    {
        var due = await store.ListDueAsync(member, cancellationToken);
        return [.. due.Where(key => members.IsActive(key.Origin))];
    }

    /// <summary>Ends the wait for members that the directory no longer counts.</summary>
    internal void DirectoryChanged()
    {
        foreach (var live in _live.Values)
        {
            foreach (var member in live.OpenMembers().Where(member => !members.IsActive(member)))
            {
                live.Suspend(member);
            }
        }
    }

    private static FedHubException Replayed() => new(ErrorCode.Replayed, "Another query came before under the same id.");

    private DeliveryState FirstState(MemberId member, Urgency urgency)
    {
        if (!members.IsActive(member))
        {
            return DeliveryState.Suspended;
        }

        return (streams.IsOpen(member), urgency) switch
        {
            (true, _) => DeliveryState.Pending,
            (false, Urgency.Waiting) => DeliveryState.Waiting,
            _ => DeliveryState.Unreachable,
        };
    }

    private void FanOut(LiveQuery live)
    {
        HubMeter.QueriesAccepted.Add(1);
        foreach (var member in live.OpenMembers())
        {
            streams.Enqueue(member, new QueryDue(live.Key));
        }
    }

    private LiveQuery Join(StoredQuery query)
    {
        var fresh = new LiveQuery(query, limits.AnswerDeadline, clock, Ended);
        var live = query.Completed ? fresh : _live.GetOrAdd(query.Key, fresh);
        if (ReferenceEquals(live, fresh))
        {
            fresh.Start();
        }
        else
        {
            fresh.Dispose();
        }

        return live;
    }

    private void Ended(LiveQuery live)
    {
        // Those that were completed before are not in the table and need no second completion.
        if (_live.ContainsKey(live.Key))
        {
            _ = CompleteAsync(live);
        }
    }

    private async Task CompleteAsync(LiveQuery live)
    {
        try
        {
            // Forgotten only once it is stored: whoever resumes in between finds it here, with the same end.
            await store.CompleteAsync(live.Key, live.MemberStates);
            _live.TryRemove(KeyValuePair.Create(live.Key, live));
        }
        catch (Exception failure)
        {
            // The next start completes it from what is stored.
            logger.CompletionFailed(failure);
        }
    }
}
