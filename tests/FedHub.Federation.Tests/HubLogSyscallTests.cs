using System.Globalization;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests;

/// <summary>
/// A hub whose writes to its database fail at the system call: killed in it, with an I/O error, with a full disk, at one call after the other.
/// What was acknowledged before must be there, once, in one history. Set <c>FEDHUB_FAULT_POINTS</c> to try more calls than four of each kind.
/// </summary>
public sealed class HubLogSyscallTests : IDisposable
{
    private const int Enough = 40;

    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-fault-").FullName;
    private readonly HubLoad _load = new();

    private static int Points => int.TryParse(Environment.GetEnvironmentVariable("FEDHUB_FAULT_POINTS"), CultureInfo.InvariantCulture, out var points) ? points : 4;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("fsync,fdatasync", "signal=KILL", 1, false)]
    [InlineData("pwrite64", "signal=KILL", 1, false)]
    [InlineData("fsync,fdatasync", "error=EIO", 1, false)]
    [InlineData("pwrite64", "error=ENOSPC", 1, true)]
    [InlineData("pwrite64", "error=ENOSPC", 6, true)]
    public async Task Hub_WithAFaultInASystemCall_LosesNothingThatWasAcknowledged(string calls, string fault, int times, bool goesOn)
    {
        var setup = await BeginAsync();
        var seen = 0;
        for (var point = 1; point <= Points; point++)
        {
            // Prime steps apart, so that different steps of a commit are hit: entry, checkpoint, the start's own writes.
            var at = 1 + (7 * (point - 1));
            await using var hub = CliProcess.StartTraced(
                [
                    "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-P", DatabaseOf(setup), "-P", DatabaseOf(setup) + "-wal", "-e", $"trace={calls}",
                    "-e", string.Create(CultureInfo.InvariantCulture, $"inject={calls}:{fault}:when={at}..{at + times - 1}"),
                ],
                "hub", "run", "--data", setup.HubFolder, "--stop-when-input-ends");
            await RunAsync(setup, hub, goesOn);
            await hub.KillAsync();
            seen += _load.Acknowledged.Count;
            await HubLogCheckup.RunAsync(setup.HubFolder, _load.Acknowledged);
        }

        seen.ShouldBePositive("nothing was ever acknowledged, so that nothing was tested");
    }

    private static string DatabaseOf(FederationSetup setup) => Path.Combine(setup.HubFolder, "hub.db");

    /// <summary>Writes until there is enough, or the fault has ended the hub, at its start or later.</summary>
    private async Task RunAsync(FederationSetup setup, CliProcess hub, bool goesOn)
    {
        await Wait.UntilAsync(
            "the hub listens or has ended", async () => hub.HasExited || await FedHub.Cli.Rpc.AdminConnection.IsRunningAsync(setup.HubFolder, CancellationToken.None));
        if (hub.HasExited)
        {
            return;
        }

        using var stop = new CancellationTokenSource();
        var before = _load.Acknowledged.Count;
        var writing = _load.RunAsync(setup.HubFolder, stop.Token);
        await Wait.UntilAsync("enough is acknowledged, or the hub has ended", () => Task.FromResult(
            hub.HasExited || writing.IsCompleted || _load.Acknowledged.Count > before + Enough));
        if (goesOn)
        {
            // A disk with room again is all that a full one needs.
            hub.HasExited.ShouldBeFalse(hub.Error);
            _load.Acknowledged.Count.ShouldBeGreaterThan(before + Enough);
        }

        await stop.CancelAsync();
        await writing;
    }

    private async Task<FederationSetup> BeginAsync()
    {
        var setup = new FederationSetup(_root, TimeProvider.System);
        setup.Begin([]);
        setup.InitHub(FreePort.Take(1).Single());
        await using var hub = CliProcess.Start("hub", "run", "--data", setup.HubFolder, "--stop-when-input-ends");
        await new FederationReadiness(TimeProvider.System).WaitForListenerAsync(setup.HubFolder, CancellationToken.None).WaitAsync(Wait.Patience);
        await FederationCommand.PublishAsync(setup.HubFolder, setup.SignDirectory(), CancellationToken.None);
        return setup;
    }
}
