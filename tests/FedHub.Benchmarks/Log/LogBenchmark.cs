using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FedHub.Benchmarks;

/// <summary>
/// Entries a second that are durable, in the tree, signed and published, beside the same database writing the same rows, tiles and head row in
/// as many commits without hashing, signing or reading back.
/// </summary>
/// <remarks>
/// The two sides run in turns on the same disk. The commits decide, so the latency of an fsync of this device stands beside the figures.
/// </remarks>
internal sealed class LogBenchmark
{
    private const int Rounds = 9;
    private const int FsyncSamples = 200;
    private static readonly int[] _writers = [1, 8, 64, 512];
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(2);

    /// <summary>Takes about three minutes.</summary>
    public static async Task<JsonObject> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("fedhub-log-");
        try
        {
            var cases = new JsonArray();
            foreach (var writers in _writers)
            {
                cases.Add(await MeasureAsync(directory, writers, cancellationToken));
            }

            var fsync = Fsync(directory);
            return new JsonObject
            {
                ["name"] = "log",
                ["unit"] = "published entries/s",
                ["baseline"] = "the bare store: same rows, full tiles and head row in as many commits, in the same run",
                ["fsyncMicroseconds"] = fsync,
                ["cases"] = cases,
                ["query"] = await QueryLatency.MeasureAsync(directory, fsync, cancellationToken),
            };
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<JsonObject> MeasureAsync(DirectoryInfo directory, int writers, CancellationToken cancellationToken)
    {
        var ratios = new List<double>();
        var rates = new List<double>();
        var bareRates = new List<double>();
        var latencies = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{writers}-{round}");
            var ours = await LogTurn.RunAsync(Path.Combine(directory.FullName, name + "-log.db"), writers, _turn, cancellationToken);
            var bare = await BareStoreTurn.RunAsync(Path.Combine(directory.FullName, name + "-bare.db"), ours, cancellationToken);

            // The first turn compiles and settles; it is not counted.
            if (round > 0)
            {
                rates.Add(ours.Entries / ours.Elapsed.TotalSeconds);
                bareRates.Add(ours.Entries / bare.TotalSeconds);
                ratios.Add(bare / ours.Elapsed);
                latencies.AddRange(ours.Milliseconds);
            }
        }

        latencies.Sort();
        return new JsonObject
        {
            ["case"] = string.Create(CultureInfo.InvariantCulture, $"{writers} writers"),
            ["figure"] = Math.Round(Median(rates)),
            ["baselineFigure"] = Math.Round(Median(bareRates)),
            ["ratio"] = Math.Round(Median(ratios), 3),
            ["p50Milliseconds"] = Math.Round(latencies[latencies.Count / 2], 2),
            ["p99Milliseconds"] = Math.Round(latencies[latencies.Count * 99 / 100], 2),
        };
    }

    /// <summary>The median latency of writing a page to a file and syncing it.</summary>
    private static double Fsync(DirectoryInfo directory)
    {
        using var file = new FileStream(Path.Combine(directory.FullName, "fsync"), FileMode.Create);
        var page = new byte[4096];
        var samples = new List<double>();
        for (var i = 0; i < FsyncSamples; i++)
        {
            var watch = Stopwatch.StartNew();
            file.Write(page);
            file.Flush(flushToDisk: true);
            samples.Add(watch.Elapsed.TotalMicroseconds);
        }

        return Math.Round(Median(samples));
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
