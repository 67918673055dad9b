using FedHub.Node.Filters;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.SelfTest;

/// <summary>Runs the self-test once a day.</summary>
internal sealed class SelfTestLoop(SelfTester tester, FilterCatalog filters, TimeProvider clock, ILogger<SelfTestLoop> logger)
{
    // After the start, so that the federation's filters are there.
    private static readonly TimeSpan _first = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _every = TimeSpan.FromDays(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_first, clock, cancellationToken);
        while (true)
        {
            await TestAsync(cancellationToken);
            await Task.Delay(filters.IsListed ? _every : _first, clock, cancellationToken);
        }
    }

    private async Task TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var result in (await tester.RunAsync(cancellationToken)).Where(result => result.Passed == false))
            {
                SelfTestLog.Failed(logger, result.Slot);
            }
        }
        catch (FedHubException exception)
        {
            SelfTestLog.NotRun(logger, exception.Refusal.Code);
        }
    }
}
