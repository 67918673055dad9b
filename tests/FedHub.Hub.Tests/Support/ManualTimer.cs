namespace FedHub.Hub.Tests;

/// <summary>A timer of <see cref="ManualClock"/>.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;

    public DateTimeOffset DueAt { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        DueAt = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.GetUtcNow() + dueTime;
        clock.Set(this, dueTime != Timeout.InfiniteTimeSpan);
        return true;
    }

    public void Fire()
    {
        if (_period != Timeout.InfiniteTimeSpan && _period > TimeSpan.Zero)
        {
            DueAt += _period;
            clock.Set(this, active: true);
        }

        callback(state);
    }

    public void Dispose() => clock.Set(this, active: false);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
