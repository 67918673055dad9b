namespace FedHub.Hub.Tests;

/// <summary>A clock that moves when told; timers that fall due fire on the caller's thread.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            _now += by;
        }

        while (TakeDue() is { } due)
        {
            due.Fire();
        }
    }

    internal void Set(ManualTimer timer, bool active)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (active)
            {
                _timers.Add(timer);
            }
        }
    }

    private ManualTimer? TakeDue()
    {
        lock (_gate)
        {
            var due = _timers.Where(timer => timer.DueAt <= _now).MinBy(timer => timer.DueAt);
            if (due is not null)
            {
                _timers.Remove(due);
            }

            return due;
        }
    }
}
