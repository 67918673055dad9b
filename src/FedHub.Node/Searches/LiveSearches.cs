using System.Collections.Concurrent;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;

namespace FedHub.Node.Searches;

/// <summary>The officers' searches that run now, apart from the calls that began them.</summary>
internal sealed class LiveSearches : IAsyncDisposable
{
    private readonly ConcurrentDictionary<QueryId, LiveSearch> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>How many run.</summary>
    public int Count => _running.Count;

    /// <summary>Runs a search on the thread pool until it ends, is cancelled, or the node stops.</summary>
    public void Start(PreparedSearch search, Func<CancellationToken, Task> execute)
    {
        var queryId = search.QueryId;
        var live = new LiveSearch(CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token));
        _running[queryId] = live;
        live.Running = Task.Run(async () =>
        {
            try
            {
                await execute(live.Stop.Token);
            }
            finally
            {
                _running.TryRemove(queryId, out _);
                live.Stop.Dispose();
            }
        });
    }

    /// <summary>Stops one search and waits until nothing uses its secrets any more.</summary>
    public async Task CancelAsync(QueryId queryId)
    {
        if (!_running.TryGetValue(queryId, out var live))
        {
            return;
        }

        try
        {
            await live.Stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }

        await live.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Stops all and waits for them. What they have not ended is taken up by the next start.</summary>
    public async Task StopAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync();
        }

        await Task.WhenAll(_running.Values.Select(live => live.Running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }
}
