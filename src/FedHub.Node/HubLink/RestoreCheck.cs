using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Index;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.HubLink;

/// <summary>
/// Notices that the node was restored from a backup, by asking the hub which epochs of this node it has logged. The hub cannot invent one:
/// each comes as the manifest that this node signed.
/// </summary>
internal sealed class RestoreCheck(
    MemberId self, IHub hub, DirectoryKeeper directories, EpochManager epochs, StatementOutbox outbox, TimeProvider clock, ILogger<RestoreCheck> logger)
{
    /// <summary>Ends the epochs of slots where the hub is ahead; the next round starts new ones above its numbers.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var known = new List<KnownEpoch>();
        foreach (var envelope in await hub.ListOwnEpochsAsync(cancellationToken))
        {
            if (Read(envelope) is { } newest)
            {
                known.Add(newest);
            }
            else
            {
                HubLinkLog.ForeignEpoch(logger);
            }
        }

        var behind = await epochs.CatchUpAsync(
            known,
            (connection, slot, ended) => StatementTable.Add(connection, StatementPayloads.EpochEnded(slot, ended, EpochEnd.Restored, clock.GetUtcNow())),
            cancellationToken);
        if (behind > 0)
        {
            HubLinkLog.Restored(logger, behind);
            outbox.Signal.Wake();
        }
    }

    private KnownEpoch? Read(Envelope envelope)
    {
        return directories.Current.Member(self) is { } listed
            && ManifestVerifier.VerifyAuthor(envelope, listed, clock.GetUtcNow()).IsAccepted(out var manifest, out _)
            ? new KnownEpoch(manifest.Slot, manifest.Epoch, manifest.Revision, Digest.Of(envelope.Payload.Span))
            : null;
    }
}
