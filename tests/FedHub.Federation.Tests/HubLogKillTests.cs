using System.Globalization;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests;

/// <summary>
/// A hub that is killed again and again while entries are acknowledged. Twenty times in the tests;
/// <c>FEDHUB_KILL_CYCLES=200 dotnet test tests/FedHub.Federation.Tests --filter HubLogKillTests</c> for a night.
/// </summary>
public sealed class HubLogKillTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-kill-").FullName;
    private readonly HubLoad _load = new();

    private static int Cycles => int.TryParse(Environment.GetEnvironmentVariable("FEDHUB_KILL_CYCLES"), CultureInfo.InvariantCulture, out var cycles) ? cycles : 20;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Hub_KilledUnderLoad_KeepsEveryAcknowledgedEntryOnceAndOneHistory()
    {
        var setup = new FederationSetup(_root, TimeProvider.System);
        setup.Begin([]);
        setup.InitHub(FreePort.Take(1).Single());
        var readiness = new FederationReadiness(TimeProvider.System);
        var random = new Random(20_261_122);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            await using var hub = CliProcess.Start("hub", "run", "--data", setup.HubFolder, "--stop-when-input-ends");
            await readiness.WaitForListenerAsync(setup.HubFolder, CancellationToken.None).WaitAsync(Wait.Patience);
            if (cycle == 0)
            {
                await FederationCommand.PublishAsync(setup.HubFolder, setup.SignDirectory(), CancellationToken.None);
            }

            using var stop = new CancellationTokenSource();
            var enough = _load.Acknowledged.Count + random.Next(1, 60);
            var writing = _load.RunAsync(setup.HubFolder, stop.Token);

            // Somewhere in the midst of it, by what was acknowledged and not by a clock.
            await Wait.UntilAsync("entries are acknowledged", () => Task.FromResult(_load.Acknowledged.Count > enough));
            await hub.KillAsync();
            await stop.CancelAsync();
            await writing;
            await HubLogCheckup.RunAsync(setup.HubFolder, _load.Acknowledged);
        }
    }
}
