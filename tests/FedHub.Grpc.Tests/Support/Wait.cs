namespace FedHub.Grpc.Tests.Support;

/// <summary>How long a test waits for what must come.</summary>
internal static class Wait
{
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(30);
}
