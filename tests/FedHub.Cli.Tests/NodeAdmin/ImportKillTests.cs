using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FedHub.Cli.Tests.NodeAdmin;

/// <summary>The import as a process of its own, killed with SIGKILL again and again.</summary>
public sealed class ImportKillTests
{
    private const int BatchSize = 50;
    private const int Lines = 5_000;
    private const string Mapping = "version: 1\ncolumns: { id: record_id, name: full_name, born: date_of_birth, cat: category }\n";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    // How many records further each run is killed: within a batch, behind one, behind some.
    private static readonly int[] _steps = [1, BatchSize, BatchSize + 1, 3 * BatchSize, 7 * BatchSize, 1];

    [Fact]
    public async Task Import_KilledAtAnyMoment_LosesNothingAndGoesOnBehindItsLastBatch()
    {
        using var node = await NodeFolder.CreateAsync(BatchSize);
        var file = node.Write("a.csv", "id,name,born,cat\n" + string.Concat(Enumerable.Range(1, Lines).Select(Line)));
        string[] arguments = ["--in", file, "--mapping", node.Write("m.yaml", Mapping)];

        long durable = 0;
        foreach (var step in _steps)
        {
            var seen = await KillAfterAsync(node, arguments, durable + step);

            // What another process saw is there, and a batch is there whole or not at all.
            var left = node.RecordCount();
            left.ShouldBeGreaterThanOrEqualTo(seen);
            (left % BatchSize).ShouldBe(0);
            durable = left;
        }

        durable.ShouldBeInRange(BatchSize * _steps.Length / 2, Lines - BatchSize);
        var (exitCode, output, error) = await ImportCli.RunAsync(node, [.. arguments, "--json"]);

        exitCode.ShouldBe(ExitCode.Ok, error);
        using var json = JsonDocument.Parse(output);
        long Count(string name) => json.RootElement.GetProperty(name).GetInt64();
        (Count("resumedAfterLine"), Count("passedOver"), Count("unchanged"), Count("added")).ShouldBe((durable + 1, durable, 0, Lines - durable));
        node.RecordCount().ShouldBe(Lines);
    }

    private static string Line(int number) => string.Create(
        CultureInfo.InvariantCulture, $"R{number},Name{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))} Given,{1950 + (number % 50)}-01-{1 + (number % 28):D2},suspect\n");

    /// <summary>Kills an import once so many records are durable, and says how many were seen before.</summary>
    private static async Task<long> KillAfterAsync(NodeFolder node, string[] arguments, long count)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fedhub.dll"), "node", "import", "--data", node.Path, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        using var timeout = new CancellationTokenSource(_patience);
        long seen;
        while ((seen = node.RecordCount()) < count)
        {
            process.HasExited.ShouldBeFalse("the import ended before it could be killed");
            await poll.WaitForNextTickAsync(timeout.Token);
        }

        process.Kill();
        await process.WaitForExitAsync(timeout.Token);
        process.ExitCode.ShouldBe(137);
        return seen;
    }
}
