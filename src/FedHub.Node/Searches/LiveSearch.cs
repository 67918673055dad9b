namespace FedHub.Node.Searches;

/// <summary>A search that runs.</summary>
internal sealed class LiveSearch(CancellationTokenSource stop)
{
    /// <summary>Ends it without an end: the next start takes it up again.</summary>
    public CancellationTokenSource Stop { get; } = stop;

    /// <summary>Set by whoever starts it, before anybody else sees it end.</summary>
    public Task Running { get; set; } = Task.CompletedTask;
}
