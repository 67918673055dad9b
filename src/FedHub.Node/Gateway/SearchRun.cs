using System.Threading.Channels;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>One running search. Answers are verified and looked up on the thread pool as they come; every collection ends with an outcome.</summary>
internal sealed class SearchRun
{
    // Answers that the hub has when the query expires are still on their way.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    private readonly SearchServices _services;
    private readonly PreparedSearch _search;
    private readonly ChannelWriter<SearchEvent> _events;
    private readonly Dictionary<(MemberId, CollectionName), CollectionProgress> _collections;

    // Added to by the one loop that reads the stream.
    private readonly List<Task> _slotTasks = [];

    // Whoever settles the last slot of a collection adds its task.
    private readonly System.Collections.Concurrent.ConcurrentBag<Task> _finishing = [];
    private readonly System.Collections.Concurrent.ConcurrentBag<CollectionResult> _results = [];
    private readonly CancellationToken _cancellationToken;
    private int _needsRefresh;
    private ulong? _logIndex;

    public SearchRun(SearchServices services, PreparedSearch search, ChannelWriter<SearchEvent> events, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _services = services;
        _search = search;
        _events = events;
        _collections = search.Plan.ToDictionary(plan => (plan.Member, plan.Collection), plan => new CollectionProgress(plan));
    }

    /// <summary>Runs to the end. Refusals of the whole query by the hub are thrown.</summary>
    public async Task ExecuteAsync(Envelope signed)
    {
        var started = _services.Clock.GetTimestamp();
        try
        {
            // What asks nobody is settled already.
            SettleOpen(_collections.Values.Where(progress => progress.Plan.Asked.Count == 0), Outcome.NotAsked);

            if (_search.AsksAnybody)
            {
                await SubmitAsync(signed);
                await Task.WhenAll(_slotTasks);
                SettleOpen(_collections.Values, Outcome.Unreachable);
            }

            await Task.WhenAll(_finishing);
            await RefreshIfNeededAsync();
            _events.TryWrite(Summary(_services.Clock.GetElapsedTime(started)));
        }
        finally
        {
            // Nothing may use the search's secrets after this returns, however it ends.
            await Task.WhenAll(_slotTasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(_finishing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SubmitAsync(Envelope signed)
    {
        var untilEnd = _search.ExpiresAt + _grace - _services.Clock.GetUtcNow();
        using var deadline = new CancellationTokenSource(untilEnd > TimeSpan.Zero ? untilEnd : TimeSpan.Zero, _services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (await FollowAsync(signed, either.Token))
                {
                    return;
                }
            }
            catch (FedHubException refused) when (refused.Refusal.Code == ErrorCode.OverBudget)
            {
                SettleOpen(_collections.Values, Outcome.OverBudget, refused.Refusal.RetryAt);
                return;
            }
            catch (FedHubException refused) when (refused.Refusal.Code != ErrorCode.Unavailable)
            {
                await RefuseAsync(refused);
            }
            catch (FedHubException) when (_services.Clock.GetUtcNow() < _search.ExpiresAt)
            {
                // Out of reach for now: the query is idempotent, so the stream is resumed with all answers so far.
            }
            catch (Exception exception) when (exception is FedHubException || (exception is OperationCanceledException && deadline.IsCancellationRequested))
            {
                // The query has expired: what is open ends as unreachable.
                return;
            }

            try
            {
                await Task.Delay(HubRetry.Pause(attempt), _services.Clock, either.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                // As above.
                return;
            }
        }
    }

    /// <summary>Reads the stream once.</summary>
    /// <returns>False when it broke before its end.</returns>
    private async Task<bool> FollowAsync(Envelope signed, CancellationToken cancellationToken)
    {
        // The log holds the credential's issue before its first use.
        await _services.Statements.EnsureUsableAsync(_search.CredentialId, cancellationToken);
        await foreach (var happened in _services.Hub.SubmitQueryAsync(signed, _search.SealedParts, cancellationToken))
        {
            switch (happened)
            {
                case QueryLogged logged:
                    _logIndex = logged.LogIndex;
                    break;
                case SlotAnswered answered:
                    _slotTasks.Add(Task.Run(() => TakeAsync(answered.Answer), _cancellationToken));
                    break;
                case MemberSilent silent:
                    await Task.WhenAll(_slotTasks);
                    SettleOpen(_collections.Values.Where(progress => progress.Plan.Member == silent.Member), RefusalOutcomes.Of(silent.Reason));
                    break;
                case QueryFinished:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private async Task TakeAsync(SealedMessage answer)
    {
        if (await _services.Answers.ReadAsync(_search, answer, _cancellationToken) is not { } reading)
        {
            return;
        }

        if (reading.Verdict.Outcome == Outcome.FailedVerification)
        {
            GatewayLog.AnswerNotVerified(_services.Logger, reading.Slot);
        }

        if (reading.NeedsRefresh)
        {
            Interlocked.Exchange(ref _needsRefresh, 1);
        }

        var progress = _collections[(reading.Slot.Member, reading.Slot.Collection)];
        if (progress.Settle(reading))
        {
            Finish(progress);
        }
    }

    private void SettleOpen(IEnumerable<CollectionProgress> collections, Outcome outcome, DateTimeOffset? retryAt = null)
    {
        foreach (var progress in collections)
        {
            if (progress.SettleOpen(outcome, retryAt))
            {
                Finish(progress);
            }
        }
    }

    private void Finish(CollectionProgress progress) => _finishing.Add(FinishAsync(progress));

    private async Task FinishAsync(CollectionProgress progress)
    {
        var result = await _services.Finisher.FinishAsync(_search, progress, _cancellationToken);
        _results.Add(result);
        _events.TryWrite(result);
    }

    private async Task RefuseAsync(FedHubException refused)
    {
        GatewayLog.QueryRefused(_services.Logger, refused.Refusal.Code);
        if (RefusalOutcomes.AsksForRefresh(refused.Refusal.Code))
        {
            // The officer's next query is built on what is fetched now.
            Interlocked.Exchange(ref _needsRefresh, 1);
            await RefreshIfNeededAsync();
        }

        throw new FedHubException(refused.Refusal);
    }

    private async Task RefreshIfNeededAsync()
    {
        if (Interlocked.Exchange(ref _needsRefresh, 0) == 0)
        {
            return;
        }

        try
        {
            await _services.Directories.RefreshAsync(_services.Directories.Version + 1, _cancellationToken);
            await _services.Filters.SyncAsync(_cancellationToken);
        }
        catch (FedHubException exception)
        {
            // The outcome is shown as it is; the next search tries again.
            GatewayLog.RefreshFailed(_services.Logger, exception.Refusal.Code);
        }
    }

    private SearchFinished Summary(TimeSpan elapsed)
    {
        // A member of whom nothing was asked has given no verdict, whatever the reason; a collection that holds nothing of the kind has none to give.
        var final = _results.Where(result => !result.IsOutOfScope).GroupBy(result => result.Member)
            .Where(member => member.All(result => result.IsFinal) && member.Any(result => result.Outcome != Outcome.NotAsked))
            .Select(member => member.Key)
            .ToHashSet();
        var members = _search.Plan.Select(plan => plan.Member).Distinct().Order().ToList();
        var restricted = _results.Where(result => result.IsDenied).Select(result => result.Member).Distinct().Order();
        return new SearchFinished([.. members.Where(final.Contains)], [.. members.Where(member => !final.Contains(member))], [.. restricted], elapsed, _logIndex);
    }
}
