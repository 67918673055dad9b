namespace FedHub.Federation.Tests.Support;

/// <summary>The system's clock, off by what a test says. Timers run as they do elsewhere.</summary>
internal sealed class ShiftedTime(TimeSpan offset) : TimeProvider
{
    private long _offsetTicks = offset.Ticks;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
