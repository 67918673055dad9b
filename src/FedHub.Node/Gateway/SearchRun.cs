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
    private readonly SearchTelling _telling;
    private readonly Dictionary<(MemberId Member, CollectionName), CollectionProgress> _collections;

    // Added to by the one loop that reads the stream.
    private readonly List<Task> _slotTasks = [];

    // Whoever settles the last slot of a collection adds its task.
    private readonly ConcurrentBag<Task> _finishing = [];
    private readonly CancellationToken _cancellationToken;
    private int _needsRefresh;

    // Both belong to the one loop that submits. False only while it is certain that the hub has nothing of the query.
    private bool _mayBeSent;
    private bool _isHubLost;

    public SearchRun(SearchServices services, PreparedSearch search, RunTerms terms, ChannelWriter<SearchEvent> events, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _services = services;
        _search = search;
        _telling = new SearchTelling(services, search, events) { LogIndex = terms.LogIndex };
        _mayBeSent = terms.MayBeSent;
        _collections = search.Plan.ToDictionary(plan => (plan.Member, plan.Collection), plan => new CollectionProgress(plan));
        foreach (var standing in terms.Settled)
        {
            _collections[(standing.Member, standing.Collection)].Skip();
            _telling.Resume(standing);
        }
    }

    /// <summary>Runs to the end. Refusals of the whole query by the hub are thrown.</summary>
    public async Task ExecuteAsync(Envelope signed)
    {
        // Beside the query and not before it, so that the moment at which it reaches the hub tells nothing of the own records.
        var own = Task.Run(() => _telling.OwnAsync(_cancellationToken), CancellationToken.None);
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
            _telling.Sum();
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
        await _telling.KeepAsync(standing, isSettled: false, _cancellationToken);
        _telling.SumIfAllWait();
    }

    /// <inheritdoc/>
    public async Task<bool> ConfirmAsync(CollectionStanding found)
    {
        await TellAsync(found);
        return await _services.Keeper.WaitForChoiceAsync(_search.QueryId, found.Member, _search.CreatedAt, _cancellationToken);
    }

    private async Task SubmitAsync(Envelope signed)
    {
        var untilEnd = _search.ExpiresAt + _grace - _services.Clock.GetUtcNow();

        // One that ended while the node was down is asked about once more: the hub keeps what came.
        using var deadline = new CancellationTokenSource(untilEnd > _grace ? untilEnd : _telling.LogIndex is null ? TimeSpan.Zero : _grace, _services.Clock);
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
                if (!_search.IsWaiting && !_mayBeSent && _telling.Elapsed >= _hubPatience)
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
        if (_telling.LogIndex is null)
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
        if (_telling.LogIndex is null && !_search.IsSelfTest)
        {
            await _services.Keeper.LoggedAsync(_search.QueryId, logged.LogIndex, _cancellationToken);
        }

        _telling.LogIndex = logged.LogIndex;
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

        _telling.SumIfAllWait();
    }

    /// <summary>While the hub is out of reach, a waiting search is waiting for everybody who has not answered.</summary>
    private async Task TellWaitingAsync()
    {
        if (!_search.IsWaiting)
        {
            return;
        }

        await Task.WhenAll(_slotTasks);
        foreach (var progress in _collections.Values.Where(progress => progress.IsOpen && !_telling.HasTold(progress.Plan)))
        {
            await TellWaitingAsync(progress);
        }

        _telling.SumIfAllWait();
    }

    private Task TellWaitingAsync(CollectionProgress progress)
        => _telling.KeepAsync(
            new CollectionStanding(progress.Plan.Member, progress.Plan.Collection) { Slots = progress.VerdictsWith(Outcome.Waiting) }, isSettled: false, _cancellationToken);

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
        await _telling.KeepAsync(await _services.Finisher.FinishAsync(_search, progress, this, _cancellationToken), isSettled: true, _cancellationToken);
        _telling.SumIfAllWait();
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
}
