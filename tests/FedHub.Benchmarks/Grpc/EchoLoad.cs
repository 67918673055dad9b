using System.Diagnostics;

namespace FedHub.Benchmarks;

/// <summary>Makes one kind of call from a number of loops at once.</summary>
internal sealed class EchoLoad(int concurrency, Func<Task> callAsync)
{
    /// <summary>Calls a second over one turn.</summary>
    public async Task<double> RateAsync(TimeSpan turn)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => LoopAsync(started, turn)));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<long> LoopAsync(long started, TimeSpan turn)
    {
        await Task.Yield();
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started) < turn)
        {
            await callAsync();
            count++;
        }

        return count;
    }
}
