namespace FedHub.Grpc.Tests.Support;

/// <summary>How long a test waits for what must come.</summary>
internal static class Wait
{
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a state that nobody announces.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(Long);
        while (!condition())
        {
            await Task.Delay(5, timeout.Token);
        }
    }
}
