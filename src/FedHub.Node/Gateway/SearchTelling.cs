using System.Collections.Concurrent;
using System.Threading.Channels;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>
/// What the officer of one search is told, and what is kept of it: each collection's latest result, the own records, and once the summary.
/// </summary>
/// <param name="services">Keeper and clock.</param>
/// <param name="search">The search.</param>
/// <param name="events">Where it is told.</param>
internal sealed class SearchTelling(SearchServices services, PreparedSearch search, ChannelWriter<SearchEvent> events)
{
    private readonly long _started = services.Clock.GetTimestamp();
    private readonly ConcurrentDictionary<(MemberId Member, CollectionName Collection), CollectionResult> _results = new();
    private int _isSummed;

    // Set by the task that looks in the own records, after its event was written.
    private volatile bool _isOwnDone;

    /// <summary>The query's entry in the log, once the hub has said it. Belongs to the loop that reads the hub's stream.</summary>
    public ulong? LogIndex { get; set; }

    /// <summary>How long the search has run.</summary>
    public TimeSpan Elapsed => services.Clock.GetElapsedTime(_started);

    /// <summary>Whether a collection has been told of, be it that it is waited for.</summary>
    public bool HasTold(CollectionPlan plan) => _results.ContainsKey((plan.Member, plan.Collection));

    /// <summary>Takes up what the officer knows from before.</summary>
    public void Resume(CollectionStanding standing) => _results[(standing.Member, standing.Collection)] = standing.ToResult();

    /// <summary>Tells of a collection. Durable first: what the officer has seen is there after a crash.</summary>
    public async Task KeepAsync(CollectionStanding standing, bool isSettled, CancellationToken cancellationToken)
    {
        if (!search.IsSelfTest)
        {
            await services.Keeper.KeepAsync(search.QueryId, standing, isSettled, cancellationToken);
        }

        var result = standing.ToResult();
        _results[(result.Member, result.Collection)] = result;
        events.TryWrite(result);
    }

    /// <summary>Looks in the own records and tells of them.</summary>
    public async Task OwnAsync(CancellationToken cancellationToken)
    {
        if (!search.IsSelfTest)
        {
            events.TryWrite(await services.Own.SearchAsync(search, cancellationToken));
        }

        _isOwnDone = true;
        SumIfAllWait();
    }

    /// <summary>Sums up as soon as nothing is to be expected soon: every collection has an outcome, be it that it is waited for.</summary>
    public void SumIfAllWait()
    {
        if ((search.IsWaiting || search.NeedsConfirmation) && _isOwnDone && _results.Count == search.Plan.Count)
        {
            Sum();
        }
    }

    /// <summary>Sums up, once.</summary>
    public void Sum()
    {
        if (Interlocked.Exchange(ref _isSummed, 1) == 0)
        {
            events.TryWrite(Summary());
        }
    }

    private SearchFinished Summary()
    {
        // A member of whom nothing was asked has given no verdict, whatever the reason; a collection that holds nothing of the kind has none to give.
        var results = _results.Values.ToList();
        var final = results.Where(result => !result.IsOutOfScope).GroupBy(result => result.Member)
            .Where(member => member.All(result => result.IsFinal) && member.Any(result => result.Outcome != Outcome.NotAsked))
            .Select(member => member.Key)
            .ToHashSet();
        var members = search.Plan.Select(plan => plan.Member).Distinct().Order().ToList();
        var restricted = results.Where(result => result.IsDenied).Select(result => result.Member).Distinct().Order();
        return new SearchFinished([.. members.Where(final.Contains)], [.. members.Where(member => !final.Contains(member))], [.. restricted], Elapsed, LogIndex);
    }
}
