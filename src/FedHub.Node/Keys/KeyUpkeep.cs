using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Keys;

/// <summary>Follows the directory: takes successors into use, states it to the log, and wipes what no longer counts.</summary>
internal sealed class KeyUpkeep(
    MemberId self, NodeKeys keys, DirectoryKeeper directories, StatementOutbox outbox, TimeProvider clock, ILogger<KeyUpkeep> logger,
    Action<RotationStep>? reached = null)
{
    private readonly Action<RotationStep> _reached = reached ?? (static _ => { });

    /// <summary>Does what is due. Safe to call at any time and to break off; called with every round of the hub link.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!directories.IsKnown || directories.Current.Member(self) is not { } listed)
        {
            return;
        }

        NodeKeyFile.DeleteWiped(keys.Layout);
        keys.Apply(listed, clock.GetUtcNow());
        await FollowAsync(keys.Signing, listed, cancellationToken);
        await FollowAsync(keys.Sealing, listed, cancellationToken);
        await FollowAsync(keys.Witness, listed, cancellationToken);
    }

    private async Task FollowAsync<TKey>(KeyRing<TKey> ring, ListedMember listed, CancellationToken cancellationToken)
        where TKey : IDisposable
    {
        var current = ring.Current;
        var now = clock.GetUtcNow();
        if (KeyListing.Find(listed, current.File.Use, current.PublicKey.Span)?.IsValidAt(now) == true)
        {
            // In use since the choice above: a crash here notes it a little later, with the next start.
            if (await NoteAsync(current.File.Use, current.Id, isWipe: false, cancellationToken))
            {
                KeyLog.Activated(logger, current.File.Use, current.Id);
            }

            _reached(RotationStep.ActivationNoted);
        }

        foreach (var ended in ring.Ended(listed, now))
        {
            WipeFile(ended.File.Path);
            await NoteAsync(ended.File.Use, ended.Id, isWipe: true, cancellationToken);
            ring.Forget(ended);
            KeyLog.Wiped(logger, ended.File.Use, ended.Id);
            _reached(RotationStep.WipeNoted);
        }
    }

    private Task<bool> NoteAsync(KeyUse use, KeyId key, bool isWipe, CancellationToken cancellationToken) => outbox.WriteAsync(
        (connection, statements) =>
        {
            var now = clock.GetUtcNow();
            var isNew = isWipe ? KeyTable.Wipe(connection, use, key, now) : KeyTable.Activate(connection, use, key, now);
            if (isNew)
            {
                statements.Add(isWipe ? StatementPayloads.KeyWiped(use, key, now) : StatementPayloads.KeyActivated(use, key, now));
            }

            return isNew;
        },
        cancellationToken);

    /// <summary>The file is encrypted under the master key; overwriting it is for the day when that leaks.</summary>
    private void WipeFile(string path)
    {
        if (File.Exists(path))
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(new byte[file.Length]);
                file.Flush(flushToDisk: true);
            }

            // A crash here leaves a file of zeros. It is not read as a key: the next start deletes it.
            _reached(RotationStep.FileOverwritten);
            File.Delete(path);
        }

        // A crash here leaves a key that is wiped and not noted as such; the doctor sees it, and no file brings it back.
        _reached(RotationStep.FileDeleted);
    }
}
