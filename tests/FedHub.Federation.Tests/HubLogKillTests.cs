using System.Collections.Concurrent;
using System.Globalization;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Budget.V1;
using FedHub.Federation.Tests.Support;
using Grpc.Core;
using IdentifierClass = FedHub.Contracts.Common.V1.IdentifierClass;

namespace FedHub.Federation.Tests;

/// <summary>
/// A hub that is killed again and again while entries are acknowledged. Twenty times in the tests;
/// <c>FEDHUB_KILL_CYCLES=200 dotnet test tests/FedHub.Federation.Tests --filter HubLogKillTests</c> for a night.
/// </summary>
public sealed class HubLogKillTests : IDisposable
{
    private const int Writers = 4;

    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-kill-").FullName;

    // What callers were told: each limit is an entry of its own.
    private readonly ConcurrentBag<ulong> _acknowledged = [];
    private long _nextLimit;

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
            var before = _acknowledged.Count;
            var load = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(setup.HubFolder, stop.Token))));

            // Somewhere in the midst of it, by what was acknowledged and not by a clock.
            await Wait.UntilAsync("entries are acknowledged", () => Task.FromResult(_acknowledged.Count > before + random.Next(1, 60)));
            await hub.KillAsync();
            await stop.CancelAsync();
            await load;
            await HubLogCheckup.RunAsync(setup.HubFolder, _acknowledged);
        }
    }

    private async Task WriteAsync(string hubFolder, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(hubFolder);
        var client = new BudgetService.BudgetServiceClient(channel);
        while (!cancellationToken.IsCancellationRequested)
        {
            var limit = (ulong)Interlocked.Increment(ref _nextLimit);
            try
            {
                await client.SetBudgetAsync(
                    new SetBudgetRequest { Budget = new Budget { Scope = "member", Subject = "*", IdentifierClass = IdentifierClass.Phone, Limit = limit } },
                    cancellationToken: cancellationToken);
                _acknowledged.Add(limit);
            }
            catch (RpcException)
            {
                // The hub was killed: nobody knows what became of this one, which is allowed.
                return;
            }
        }
    }
}
