using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>
/// Takes signed directories, makes them durable and puts them in force. The federation keys' signatures alone authorise it; it takes effect
/// when a quorum of the members in force before has cosigned a checkpoint with its entry.
/// </summary>
internal sealed class DirectoryPublisher(
    SqliteDatabase database,
    MemberRegistry members,
    QueryExchange queries,
    DeliveryStreams streams,
    DirectoryTrust trust,
    HubIdentity identity,
    PublishedLog log,
    WitnessedLog witnessed,
    CheckpointPusher pusher,
    TimeProvider clock,
    ILogger<DirectoryPublisher> logger) : IDisposable
{
    private const int ReadBatch = 64;

    // As long as whoever publishes waits to be told that it took effect.
    private static readonly TimeSpan _tellWithin = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _stopping = new();

    // Replaced by the holder of the semaphore only.
    private volatile WaitingDirectory? _waiting;

    /// <summary>The version that is logged and waits for its witnesses; 0 when none does.</summary>
    internal ulong WaitingVersion => _waiting?.Directory.Version ?? 0;

    /// <summary>Verifies the stored chain from the trust on and puts its last version in force.</summary>
    /// <exception cref="FedHubException">The stored chain does not verify: another federation's trust file, or damage.</exception>
    internal async Task RestoreAsync(Func<byte[], Envelope> decode, CancellationToken cancellationToken)
    {
        FederationDirectory? directory = null;
        while (true)
        {
            var version = directory?.Version ?? 0;
            var batch = await database.ReadAsync(connection => DirectoryTable.ListAfter(connection, version, ReadBatch), cancellationToken);
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var stored in batch)
            {
                directory = Verify(decode(stored.Envelope), directory).OrThrow();
            }
        }

        if (directory is not null)
        {
            members.Apply(directory);
            logger.DirectoryInForce(directory.Version);
        }
    }

    /// <summary>Lets a version that was logged and not in force go on waiting. The log has been started.</summary>
    internal async Task ResumeAsync(Func<byte[], Envelope> decode, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await database.ReadAsync(DirectoryTable.FindWaiting, cancellationToken) is { } waiting)
            {
                Wait(Verify(decode(waiting), members.Directory).OrThrow());
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Publishes a version, or finds that it came before.</summary>
    /// <param name="envelope">The directory.</param>
    /// <param name="encoded">The same as it came.</param>
    /// <param name="unwitnessed">True to do without a quorum: the federation has lost it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its version, the index of its log entry, and whether it is in force by now.</returns>
    /// <exception cref="FedHubException">The reason why not.</exception>
    internal async Task<(ulong Version, long LogIndex, bool IsInForce)> PublishAsync(
        Envelope envelope, byte[] encoded, bool unwitnessed, CancellationToken cancellationToken)
    {
        var digest = Digest.Of(envelope.Payload.Span);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (unwitnessed && _waiting is { } stuck)
            {
                // Whatever waits for a majority that is lost would wait for ever, and keep the next one back.
                _ = stuck.Directory.Digest == digest ? stuck.Directory : Verify(envelope, stuck.Directory).OrThrow();
                await PutInForceAsync(stuck.Directory, witnessedBy: null, cancellationToken);
            }

            if (members.Directory?.Digest != digest && _waiting?.Directory.Digest != digest)
            {
                await TakeAsync(envelope, encoded, unwitnessed, cancellationToken);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }

        if (_waiting is { } waiting)
        {
            // Waits on without the caller, who may come back and ask.
            await waiting.Effect.WaitAsync(_tellWithin, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await FindAsync(digest, cancellationToken);
    }

    /// <summary>The versions in force after one, ascending.</summary>
    internal ValueTask<IReadOnlyList<StoredDirectory>> ListAfterAsync(ulong version, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => DirectoryTable.ListAfter(connection, version, ReadBatch), cancellationToken);

    /// <summary>The proof that a version was witnessed; null when it was not.</summary>
    internal async Task<LogProof?> ProveAsync(StoredDirectory stored, CancellationToken cancellationToken) =>
        stored.Witnessed is { } note && SignedCheckpoint.TryParse(note, out var checkpoint)
            ? await log.ProveAsync(stored.LogIndex, checkpoint, cancellationToken)
            : null;

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _oneAtATime.Dispose();
    }

    private Checked<FederationDirectory> Verify(Envelope envelope, FederationDirectory? previous) =>
        previous is null ? DirectoryVerifier.VerifyFirst(envelope, trust) : DirectoryVerifier.VerifySuccessor(envelope, previous);

    private async Task TakeAsync(Envelope envelope, byte[] encoded, bool unwitnessed, CancellationToken cancellationToken)
    {
        if (_waiting is { Directory.Version: var waits })
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition, FormattableString.Invariant($"Directory {waits} is logged and waits for a majority of the members to cosign it; publish again after that."));
        }

        var current = members.Directory;
        var directory = Verify(envelope, current).OrThrow();
        CheckUsable(directory);

        // By the quorum in force before: the first directory, and those of fewer than three members, take effect on the federation keys alone.
        var atOnce = unwitnessed || !witnessed.AsksForQuorum;
        await database.Writer.ExecuteAsync(
            (connection, transaction) => Insert(connection, transaction, directory, current, encoded, atOnce, isForced: unwitnessed && witnessed.AsksForQuorum), cancellationToken);
        if (atOnce)
        {
            Apply(directory);
        }
        else
        {
            Wait(directory);
        }
    }

    private async Task<(ulong Version, long LogIndex, bool IsInForce)> FindAsync(Digest digest, CancellationToken cancellationToken)
    {
        var current = members.Directory;
        var (version, isInForce) = current?.Digest == digest ? (current.Version, true) : (WaitingVersion, false);
        var index = await database.ReadAsync(connection => DirectoryTable.FindLogIndex(connection, version), cancellationToken);
        return index is { } found
            ? (version, found, isInForce)
            : throw new FedHubException(ErrorCode.Unavailable, "The directory changed meanwhile; ask again.");
    }

    private void CheckUsable(FederationDirectory directory)
    {
        var now = clock.GetUtcNow();
        if (directory.ExpiresAt <= now)
        {
            throw new FedHubException(ErrorCode.Expired, "The directory has expired already.");
        }

        // Nodes refuse a hub whose key the directory does not list: it would lock out everybody, this hub's next directory included.
        if (!directory.IsHubTlsKey(identity.Spki, now))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The directory does not list this hub's TLS key; take it from the hub's descriptor.");
        }

        // Nodes answer nothing without a proof by the log that the directory lists.
        if (FederationLog.Of(directory, now)?.Key != log.Key)
        {
            throw new FedHubException(
                ErrorCode.InvalidInput, "The directory does not list this hub's log key; take it from log.vkey in the hub's data directory: fedhub federation admit --log-key.");
        }
    }

    private long Insert(
        SqliteConnection connection, SqliteTransaction transaction, FederationDirectory directory, FederationDirectory? previous, byte[] encoded, bool inForce, bool isForced)
    {
        var entries = FederationEvents.DirectoryPublished(directory, previous, clock.GetUtcNow());
        var receipts = SqliteLogStore.Append(connection, transaction, entries);
        DirectoryTable.Insert(connection, directory, encoded, receipts[0].Index, inForce);
        if (isForced)
        {
            NoteForced(transaction, directory);
        }

        return receipts[0].Index;
    }

    private void Wait(FederationDirectory directory)
    {
        logger.DirectoryWaits(directory.Version);
        _waiting = new WaitingDirectory(directory, TakeEffectAsync(directory, _stopping.Token));
    }

    private async Task TakeEffectAsync(FederationDirectory directory, CancellationToken cancellationToken)
    {
        // Everything below happens after the caller has let go of the semaphore.
        await Task.Yield();
        try
        {
            var index = await database.ReadAsync(connection => DirectoryTable.FindLogIndex(connection, directory.Version), cancellationToken);
            await log.Sequencer.WaitForAsync(index!.Value, cancellationToken);
            pusher.Wake();
            await witnessed.WaitForAsync(index.Value, cancellationToken);
            await _oneAtATime.WaitAsync(cancellationToken);
            try
            {
                await PutInForceAsync(directory, witnessed.Covering(index.Value), cancellationToken);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // It stays logged and waiting; the next start takes it up.
            logger.DirectoryStuck(directory.Version, failure);
            throw;
        }
    }

    /// <summary>That nobody waited for the witnesses stands in the log, for everybody to read.</summary>
    private void NoteForced(SqliteTransaction transaction, FederationDirectory directory) =>
        transaction.Append(FederationEvents.HubAction("directory-forced", FormattableString.Invariant($"{directory.Version} {directory.Digest}"), clock.GetUtcNow()));

    /// <summary>Under the semaphore. Without effect when the version is in force by now.</summary>
    private async Task PutInForceAsync(FederationDirectory directory, SignedCheckpoint? witnessedBy, CancellationToken cancellationToken)
    {
        if (_waiting?.Directory.Digest != directory.Digest)
        {
            return;
        }

        // Durable first: a crash after this line starts with the new one, one before it waits again.
        await database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                if (witnessedBy is null)
                {
                    NoteForced(transaction, directory);
                }

                return DirectoryTable.PutInForce(connection, directory.Version, witnessedBy?.ToBytes());
            },
            cancellationToken);
        Apply(directory);
        _waiting = null;
    }

    private void Apply(FederationDirectory directory)
    {
        members.Apply(directory);
        queries.DirectoryChanged();
        streams.EnqueueAll(new ChangeDue([]));
        logger.DirectoryInForce(directory.Version);
    }
}
