using System.Collections.Concurrent;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>Searches that wait for their officer's signature. Each can be taken once.</summary>
internal sealed class PreparedSearches(SearchStore store, TimeProvider clock) : IDisposable
{
    private const int MaxWaiting = 10_000;

    // Whoever removes an entry owns the search and disposes it.
    private readonly ConcurrentDictionary<QueryId, PreparedSearch> _waiting = new();

    /// <summary>Takes a search in; ownership passes.</summary>
    /// <exception cref="FedHubException">Too many wait.</exception>
    public void Add(PreparedSearch search)
    {
        if (_waiting.Count >= MaxWaiting)
        {
            DropExpired();
        }

        if (_waiting.Count >= MaxWaiting || !_waiting.TryAdd(search.QueryId, search))
        {
            throw new FedHubException(ErrorCode.Unavailable, "Too many searches wait for a signature; try again in a minute.");
        }
    }

    /// <summary>Looks at a search without taking it; one from before a restart is loaded.</summary>
    public PreparedSearch? Find(QueryId queryId)
    {
        if (_waiting.TryGetValue(queryId, out var search))
        {
            return search;
        }

        if (store.Load(queryId) is not { } stored)
        {
            return null;
        }

        if (!_waiting.TryAdd(queryId, stored))
        {
            stored.Dispose();
        }

        return _waiting.GetValueOrDefault(queryId);
    }

    /// <summary>Takes a search out, once; the caller owns it then.</summary>
    public bool TryTake(PreparedSearch search) => _waiting.TryRemove(new KeyValuePair<QueryId, PreparedSearch>(search.QueryId, search));

    /// <summary>Forgets searches that nobody signed in time.</summary>
    public void DropExpired()
    {
        var now = clock.GetUtcNow();
        foreach (var search in _waiting.Values.Where(search => search.ExpiresAt < now))
        {
            if (TryTake(search))
            {
                search.Dispose();
            }
        }
    }

    public void Dispose()
    {
        foreach (var search in _waiting.Values)
        {
            search.Dispose();
        }
    }
}
