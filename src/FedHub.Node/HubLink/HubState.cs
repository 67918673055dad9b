namespace FedHub.Node.HubLink;

/// <summary>Whether the delivery stream is open, for status and health.</summary>
internal sealed class HubState(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private bool _isConnected;
    private DateTimeOffset _since = clock.GetUtcNow();
    private TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called when the state changes, with the new one. Set once, before the link starts.</summary>
    public Action<bool>? OnChange { get; set; }

    /// <summary>Whether the hub said last that this node's TLS key is no member's. Written by the loop that keeps the directory current.</summary>
    public volatile bool IsRefused;

    /// <summary>The state and since when it holds.</summary>
    public (bool IsConnected, DateTimeOffset Since) Current
    {
        get
        {
            lock (_lock)
            {
                return (_isConnected, _since);
            }
        }
    }

    /// <summary>Completes when the stream is open.</summary>
    public Task WhenConnectedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _connected.Task.WaitAsync(cancellationToken);
        }
    }

    public void Set(bool isConnected)
    {
        lock (_lock)
        {
            if (_isConnected == isConnected)
            {
                return;
            }

            _isConnected = isConnected;
            _since = clock.GetUtcNow();
            if (isConnected)
            {
                _connected.TrySetResult();
            }
            else
            {
                _connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        OnChange?.Invoke(isConnected);
    }
}
