using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Federation.Tests.Support;
using FedHub.Hub;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Federation.Tests;

/// <summary>A hub whose clock is set a day ahead and back again while entries are acknowledged. The log's order is that of its indices, whatever time it is.</summary>
public sealed class HubClockStepTests : IDisposable
{
    private const int Enough = 40;

    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-clock-").FullName;
    private readonly ShiftedTime _clock = new(TimeSpan.Zero);
    private readonly HubLoad _load = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Hub_WhoseClockIsSetByADay_KeepsOneHistoryAndGoesOn()
    {
        var setup = new FederationSetup(_root, TimeProvider.System);
        setup.Begin([]);
        setup.InitHub(FreePort.Take(1).Single());
        await RunAsync(setup, async () =>
        {
            await FederationCommand.PublishAsync(setup.HubFolder, setup.SignDirectory(), CancellationToken.None);
            foreach (var days in (int[])[0, 1, -1])
            {
                _clock.Offset = TimeSpan.FromDays(days);
                await LoadAsync(setup);
            }
        });

        // It stops a day behind what it has written last but one, and starts so.
        await RunAsync(setup, () => LoadAsync(setup));
        _clock.Offset = TimeSpan.Zero;
        await RunAsync(setup, () => LoadAsync(setup));

        await HubLogCheckup.RunAsync(setup.HubFolder, _load.Acknowledged);
    }

    private async Task RunAsync(FederationSetup setup, Func<Task> whileItRuns)
    {
        await using var hub = HubHost.Create(HubConfiguration.Load(setup.HubFolder), NullLoggerFactory.Instance, _clock);
        await hub.StartAsync(CancellationToken.None).WaitAsync(Wait.Patience);
        await whileItRuns();
        hub.LogCompletion.IsCompleted.ShouldBeFalse();
    }

    private async Task LoadAsync(FederationSetup setup)
    {
        using var stop = new CancellationTokenSource();
        var enough = _load.Acknowledged.Count + Enough;
        var writing = _load.RunAsync(setup.HubFolder, stop.Token);
        await Wait.UntilAsync("entries are acknowledged", () => Task.FromResult(_load.Acknowledged.Count > enough));
        await stop.CancelAsync();
        await writing;
    }
}
