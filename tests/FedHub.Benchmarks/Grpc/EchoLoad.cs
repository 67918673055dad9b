using System.Diagnostics;

namespace FedHub.Benchmarks;

/// <summary>Makes one kind of call from a number of loops at once.</summary>
internal sealed class EchoLoad(int concurrency, Func<Task> callAsync)
{
    /// <summary>Calls a second over one turn, and calls a second of the process's processor time, which a busy machine does not change.</summary>
    public async Task<(double PerSecond, double PerProcessorSecond)> RateAsync(TimeSpan turn)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => LoopAsync(started, turn)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return (counts.Sum() / elapsed.TotalSeconds, counts.Sum() / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
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
