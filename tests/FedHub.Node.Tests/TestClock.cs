namespace FedHub.Node.Tests;

/// <summary>The system's clock with an offset that tests move.</summary>
internal sealed class TestClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
