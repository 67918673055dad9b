using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using Grpc.Core;

namespace FedHub.Cli.Demo.Setup;

/// <summary>Waits until a federation that was just started can answer: asked over the admin sockets, as an administrator would.</summary>
internal sealed class FederationReadiness(TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Until somebody listens on the folder's socket.</summary>
    public Task WaitForListenerAsync(string dataFolder, CancellationToken cancellationToken)
        => WaitAsync("a process did not start", token => AdminConnection.IsRunningAsync(dataFolder, token), cancellationToken);

    /// <summary>Until each node is connected, has published all its slots and holds the filters of all others.</summary>
    public Task WaitForNodesAsync(IReadOnlyCollection<string> dataFolders, CancellationToken cancellationToken)
        => WaitAsync("the nodes did not exchange their filters", token => AreReadyAsync(dataFolders, token), cancellationToken);

    private static async Task<bool> AreReadyAsync(IReadOnlyCollection<string> dataFolders, CancellationToken cancellationToken)
    {
        var states = new List<GetStatusResponse>();
        foreach (var folder in dataFolders)
        {
            if (!await AdminConnection.IsRunningAsync(folder, cancellationToken))
            {
                return false;
            }

            states.Add(await StatusAsync(folder, cancellationToken));
        }

        var published = states.Sum(state => state.Slots.Count(slot => slot.PublishedAtMs > 0));
        return states.TrueForAll(state => state.HubConnected
            && state.Slots.Count > 0
            && state.Slots.All(slot => slot.PublishedAtMs > 0)
            && state.HeldFilterCount >= published - state.Slots.Count);
    }

    private static async Task<GetStatusResponse> StatusAsync(string folder, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(folder);
        return await new NodeAdminService.NodeAdminServiceClient(channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: cancellationToken);
    }

    private async Task WaitAsync(string failure, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + _patience;
        while (!await TryAsync(isReady, cancellationToken))
        {
            if (time.GetUtcNow() > until)
            {
                throw new CliFailureException(ExitCode.Unreachable, "The demonstration did not come up: " + failure, next: "See the .log files in its folder.");
            }

            await Task.Delay(_pause, time, cancellationToken);
        }
    }

    private static async Task<bool> TryAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        try
        {
            return await isReady(cancellationToken);
        }
        catch (RpcException)
        {
            // A host that is still starting refuses calls; the patience above ends the waiting.
            return false;
        }
    }
}
