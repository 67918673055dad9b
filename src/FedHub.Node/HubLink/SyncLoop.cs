using FedHub.Cryptography;
using FedHub.Node.Filters;
using FedHub.Node.Gateway;
using FedHub.Node.Index;
using FedHub.Node.Keys;
using FedHub.Node.Responder;
using FedHub.Node.Searches;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.HubLink;

/// <summary>Keeps directory, own manifests, others' filters and the node's stores current: when something changed, and every minute.</summary>
internal sealed class SyncLoop(
    IHub hub, DirectoryKeeper directories, RevokedCredentials revoked, EpochManager epochs, FilterCatalog filters, AnswerStore answers, DisclosureStore disclosures,
    SearchStore searches, SearchKeeper keeper, PreparedSearches prepared, KeyUpkeep keys, RestoreCheck restores, HubState state, SyncSignal signal,
    TimeProvider clock, ILogger<SyncLoop> logger) : IDisposable
{
    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _publishing = new(1, 1);

    // Files that the hub has taken since the start. Touched by the holder of the semaphore only.
    private readonly HashSet<Digest> _uploaded = [];

    // Manifests of whose slot, epoch and revision the hub has another, for good. Touched by the holder of the semaphore only.
    private readonly HashSet<Digest> _replayed = [];

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var succeeded = await RoundAsync(cancellationToken);
            attempt = succeeded ? 0 : attempt;
            await signal.WaitAsync(succeeded ? _every : HubRetry.Pause(attempt), clock, cancellationToken);
        }
    }

    /// <summary>As below, for those whose work is done and stays done when the hub is away: the loop then goes on trying, and says why it cannot.</summary>
    /// <returns>False when the hub does not have all of them.</returns>
    public async Task<bool> TryPublishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(cancellationToken);
            return true;
        }
        catch (FedHubException)
        {
            signal.Wake();
            return false;
        }
    }

    /// <summary>Publishes the own manifests that the hub does not have yet.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            Refusal? refused = null;
            foreach (var manifest in epochs.PublishedManifests.Where(manifest => manifest.PublishedAt is null && !_replayed.Contains(manifest.Digest)))
            {
                try
                {
                    await UploadAsync(manifest, cancellationToken);

                    // A crash before this line publishes again, which the hub answers from its log.
                    await epochs.MarkPublishedAsync(manifest, clock.GetUtcNow(), cancellationToken);
                }
                catch (FedHubException exception) when (exception.Refusal.Code != ErrorCode.Unavailable)
                {
                    // One that the hub does not take, as of an epoch that a node restored from a backup makes again, keeps none of the others back.
                    refused ??= exception.Refusal;
                    if (exception.Refusal.Code == ErrorCode.Replayed)
                    {
                        _replayed.Add(manifest.Digest);
                    }
                }
            }

            if (refused is not null)
            {
                throw new FedHubException(refused);
            }
        }
        finally
        {
            _publishing.Release();
        }
    }

    public void Dispose() => _publishing.Dispose();

    private async Task UploadAsync(OwnManifest manifest, CancellationToken cancellationToken)
    {
        // A delta brings a new manifest over the same base: what the hub took before is not sent again.
        var files = manifest.Files.Where(file => !_uploaded.Contains(file.Digest)).ToList();
        try
        {
            await hub.PublishFilterAsync(manifest.Envelope, Uploads(files), cancellationToken);
        }
        catch (FedHubException exception) when (exception.Refusal.Code != ErrorCode.Unavailable && files.Count < manifest.Files.Count)
        {
            // The hub may have lost them: once more with all.
            await hub.PublishFilterAsync(manifest.Envelope, Uploads(manifest.Files), cancellationToken);
        }

        _uploaded.UnionWith(manifest.Files.Select(file => file.Digest));
    }

    private static List<FilterUpload> Uploads(IReadOnlyList<OwnFilterFile> files) => [.. files.Select(file => new FilterUpload(file.Digest, file.Path))];

    /// <summary>One step failing does not keep the others back; the next round tries again.</summary>
    private async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        var succeeded = await TryAsync(SyncStep.Directory, () => directories.RefreshAsync(directories.Version + 1, cancellationToken), cancellationToken);
        if (!directories.IsKnown)
        {
            return false;
        }

        succeeded &= await TryAsync(SyncStep.Revocations, () => revoked.RefreshAsync(cancellationToken), cancellationToken);
        succeeded &= await TryAsync(SyncStep.Keys, () => keys.RunAsync(cancellationToken), cancellationToken);

        // Before new epochs are made: which numbers this node has used, the hub knows better than a backup.
        succeeded &= await TryAsync(SyncStep.Numbers, () => restores.RunAsync(cancellationToken), cancellationToken);
        succeeded &= await TryAsync(SyncStep.Epochs, () => epochs.EnsureCurrentAsync(cancellationToken), cancellationToken);
        succeeded &= await TryAsync(SyncStep.Deltas, () => epochs.BuildDeltaAsync(cancellationToken), cancellationToken);
        succeeded &= await TryAsync(SyncStep.Publishing, () => PublishAsync(cancellationToken), cancellationToken);
        succeeded &= await TryAsync(SyncStep.Filters, () => filters.SyncAsync(cancellationToken), cancellationToken);
        succeeded &= await TryAsync(SyncStep.Pruning, () => PruneAsync(cancellationToken), cancellationToken);
        return succeeded;
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        prepared.DropExpired();
        await answers.PruneAsync(now, cancellationToken);
        await disclosures.PruneAsync(now, cancellationToken);
        await searches.WipeExpiredAsync(now, cancellationToken);
        await keeper.PruneAsync(cancellationToken);
    }

    private async Task<bool> TryAsync(SyncStep step, Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action();
            state.IsRefused &= step != SyncStep.Directory;
            return true;
        }
        catch (FedHubException exception)
        {
            state.IsRefused = exception.Refusal.Code == ErrorCode.NotAMember || (state.IsRefused && step != SyncStep.Directory);
            HubLinkLog.SyncFailed(logger, step, exception.Refusal.Code);
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of one step: whatever it was, the loop goes on and tries again.
            HubLinkLog.SyncBroke(logger, step, exception);
            return false;
        }
    }
}
