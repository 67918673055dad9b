namespace FedHub.Node.Searches;

/// <summary>Tells watchers that something became known of some search. What it is they read from the store.</summary>
internal sealed class SearchFeed
{
    // Replaced by everybody who tells; whoever waits holds the one from before it read the store.
    private volatile TaskCompletionSource _next = NewSignal();

    /// <summary>Completes with the next change. Take it before reading the store, so that none is missed.</summary>
    public Task Next => _next.Task;

    public void Tell() => Interlocked.Exchange(ref _next, NewSignal()).SetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
