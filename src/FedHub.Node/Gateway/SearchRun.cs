using System.Collections.Concurrent;
using System.Threading.Channels;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>
/// One running search. Answers are verified and looked up on the thread pool as they come; every collection ends with an outcome. A waiting
/// search tells its summary as soon as everybody has answered or is waited for, and goes on until its query ends.
/// </summary>
internal sealed class SearchRun : ICollectionWatcher
{
    // Answers that the hub has when the query expires are still on their way.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    // What a hub takes to start again; after it, an officer is told that nobody was asked.
    private static readonly TimeSpan _hubPatience = TimeSpan.FromSeconds(3);

    private readonly SearchServices _services;
    private readonly PreparedSearch _search;
    private readonly ChannelWriter<SearchEvent> _events;
    private readonly long _started;
    private readonly Dictionary<(MemberId Member, CollectionName), CollectionProgress> _collections;

    // Added to by the one loop that reads the stream.
    private readonly List<Task> _slotTasks = [];

    // Whoever settles the last slot of a collection adds its task.
    private readonly ConcurrentBag<Task> _finishing = [];
    private readonly ConcurrentDictionary<(MemberId Member, CollectionName), CollectionResult> _results = new();
    private readonly CancellationToken _cancellationToken;
    private int _needsRefresh;
    private int _isSummed;

    // Set by the task that looks in the own records, after its event was written.
    private volatile bool _isOwnDone;
    private ulong? _logIndex;

    // Both belong to the one loop that submits. False only while it is certain that the hub has nothing of the query.
    private bool _mayBeSent;
    private bool _isHubLost;

    public SearchRun(SearchServices services, PreparedSearch search, RunTerms terms, ChannelWriter<SearchEvent> events, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _services = services;
        _search = search;
        _events = events;
        _logIndex = terms.LogIndex;
        _mayBeSent = terms.MayBeSent;
        _started = services.Clock.GetTimestamp();
        _collections = search.Plan.ToDictionary(plan => (plan.Member, plan.Collection), plan => new CollectionProgress(plan));
        foreach (var standing in terms.Settled)
        {
            _collections[(standing.Member, standing.Collection)].Skip();
            _results[(standing.Member, standing.Collection)] = standing.ToResult();
        }
    }

    /// <summary>Runs to the end. Refusals of the whole query by the hub are thrown.</summary>
    public async Task ExecuteAsync(Envelope signed)
    {
        // Beside the query and not before it, so that the moment at which it reaches the hub tells nothing of the own records.
        var own = Task.Run(SearchOwnAsync, CancellationToken.None);
        try
        {
            // What asks nobody is settled already.
            SettleOpen(_collections.Values.Where(progress => progress.Plan.Asked.Count == 0), Outcome.NotAsked);

            if (_search.AsksAnybody)
            {
                await SubmitAsync(signed);
                await Task.WhenAll(_slotTasks);
                SettleOpen(_collections.Values, _search.IsWaiting ? Outcome.Expired : Outcome.Unreachable, reason: Reason());
            }

            await Task.WhenAll(_finishing);
            await own;
            await RefreshIfNeededAsync();
            Sum();
        }
        finally
        {
            // Nothing may use the search's secrets after this returns, however it ends.
            await Task.WhenAll(_slotTasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(_finishing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await own.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async Task TellAsync(CollectionStanding standing)
    {
        await KeepAsync(standing, isSettled: false);
        SumIfAllWait();
    }

    /// <inheritdoc/>
    public async Task<bool> ConfirmAsync(CollectionStanding found)
    {
        await TellAsync(found);
        return await _services.Keeper.WaitForChoiceAsync(_search.QueryId, found.Member, _search.CreatedAt, _cancellationToken);
    }

    private async Task SearchOwnAsync()
    {
        if (!_search.IsSelfTest)
        {
            _events.TryWrite(await _services.Own.SearchAsync(_search, _cancellationToken));
        }

        _isOwnDone = true;
        SumIfAllWait();
    }

    private async Task SubmitAsync(Envelope signed)
    {
        var untilEnd = _search.ExpiresAt + _grace - _services.Clock.GetUtcNow();

        // One that ended while the node was down is asked about once more: the hub keeps what came.
        using var deadline = new CancellationTokenSource(untilEnd > _grace ? untilEnd : _logIndex is null ? TimeSpan.Zero : _grace, _services.Clock);
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
                _isHubLost = true;
                await TellWaitingAsync();
                if (!_search.IsWaiting && !_mayBeSent && _services.Clock.GetElapsedTime(_started) >= _hubPatience)
                {
                    // Nobody has been asked and nobody will be: there is nothing to wait for.
                    return;
                }
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
        if (_logIndex is null)
        {
            // The log holds the credential's issue before its first use.
            await _services.Statements.EnsureUsableAsync(_search.CredentialId, cancellationToken);
        }

        var wasSent = _mayBeSent;
        _mayBeSent = true;
        try
        {
            return await ReadAsync(signed, cancellationToken);
        }
        catch (FedHubException exception) when (exception.InnerException is HubNotReachedException)
        {
            _mayBeSent = wasSent;
            throw;
        }
    }

    private async Task<bool> ReadAsync(Envelope signed, CancellationToken cancellationToken)
    {
        await foreach (var happened in _services.Hub.SubmitQueryAsync(signed, _search.SealedParts, cancellationToken))
        {
            _isHubLost = false;
            switch (happened)
            {
                case QueryLogged logged:
                    await LoggedAsync(logged);
                    break;
                case SlotAnswered answered:
                    _slotTasks.RemoveAll(task => task.IsCompletedSuccessfully);
                    _slotTasks.Add(Task.Run(() => TakeAsync(answered.Answer), _cancellationToken));
                    break;
                case MemberSilent silent:
                    await Task.WhenAll(_slotTasks);
                    await SilentAsync(silent);
                    break;
                case QueryFinished:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private async Task LoggedAsync(QueryLogged logged)
    {
        if (_logIndex is null && !_search.IsSelfTest)
        {
            await _services.Keeper.LoggedAsync(_search.QueryId, logged.LogIndex, _cancellationToken);
        }

        _logIndex = logged.LogIndex;
    }

    private async Task SilentAsync(MemberSilent silent)
    {
        var collections = _collections.Values.Where(progress => progress.Plan.Member == silent.Member).ToList();
        if (silent.Reason != SilenceReason.Waiting)
        {
            SettleOpen(collections, RefusalOutcomes.Of(silent.Reason));
            return;
        }

        foreach (var progress in collections.Where(progress => progress.IsOpen))
        {
            await TellWaitingAsync(progress);
        }

        SumIfAllWait();
    }

    /// <summary>While the hub is out of reach, a waiting search is waiting for everybody who has not answered.</summary>
    private async Task TellWaitingAsync()
    {
        if (!_search.IsWaiting)
        {
            return;
        }

        await Task.WhenAll(_slotTasks);
        foreach (var progress in _collections.Values.Where(progress => progress.IsOpen && !_results.ContainsKey((progress.Plan.Member, progress.Plan.Collection))))
        {
            await TellWaitingAsync(progress);
        }

        SumIfAllWait();
    }

    private Task TellWaitingAsync(CollectionProgress progress)
        => KeepAsync(new CollectionStanding(progress.Plan.Member, progress.Plan.Collection) { Slots = progress.VerdictsWith(Outcome.Waiting) }, isSettled: false);

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

    private SlotReason Reason() => !_isHubLost ? SlotReason.None : _mayBeSent ? SlotReason.HubLost : SlotReason.HubAway;

    private void SettleOpen(IEnumerable<CollectionProgress> collections, Outcome outcome, DateTimeOffset? retryAt = null, SlotReason reason = SlotReason.None)
    {
        foreach (var progress in collections)
        {
            if (progress.SettleOpen(outcome, retryAt, reason))
            {
                Finish(progress);
            }
        }
    }

    private void Finish(CollectionProgress progress) => _finishing.Add(FinishAsync(progress));

    private async Task FinishAsync(CollectionProgress progress)
    {
        await KeepAsync(await _services.Finisher.FinishAsync(_search, progress, this, _cancellationToken), isSettled: true);
        SumIfAllWait();
    }

    /// <summary>Durable first: what the officer has seen is there after a crash.</summary>
    private async Task KeepAsync(CollectionStanding standing, bool isSettled)
    {
        if (!_search.IsSelfTest)
        {
            await _services.Keeper.KeepAsync(_search.QueryId, standing, isSettled, _cancellationToken);
        }

        var result = standing.ToResult();
        _results[(result.Member, result.Collection)] = result;
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

    /// <summary>Sums up as soon as nothing is to be expected soon: every collection has an outcome, be it that it is waited for.</summary>
    private void SumIfAllWait()
    {
        if ((_search.IsWaiting || _search.NeedsConfirmation) && _isOwnDone && _results.Count == _collections.Count)
        {
            Sum();
        }
    }

    private void Sum()
    {
        if (Interlocked.Exchange(ref _isSummed, 1) == 0)
        {
            _events.TryWrite(Summary(_services.Clock.GetElapsedTime(_started)));
        }
    }

    private SearchFinished Summary(TimeSpan elapsed)
    {
        // A member of whom nothing was asked has given no verdict, whatever the reason; a collection that holds nothing of the kind has none to give.
        var results = _results.Values.ToList();
        var final = results.Where(result => !result.IsOutOfScope).GroupBy(result => result.Member)
            .Where(member => member.All(result => result.IsFinal) && member.Any(result => result.Outcome != Outcome.NotAsked))
            .Select(member => member.Key)
            .ToHashSet();
        var members = _search.Plan.Select(plan => plan.Member).Distinct().Order().ToList();
        var restricted = results.Where(result => result.IsDenied).Select(result => result.Member).Distinct().Order();
        return new SearchFinished([.. members.Where(final.Contains)], [.. members.Where(member => !final.Contains(member))], [.. restricted], elapsed, _logIndex);
    }
}
