using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Takes signed directories, makes them durable and puts them in force. The federation keys' signatures alone authorise it.</summary>
internal sealed class DirectoryPublisher(
    SqliteDatabase database,
    MemberRegistry members,
    QueryExchange queries,
    DeliveryStreams streams,
    DirectoryTrust trust,
    HubIdentity identity,
    NoteVerificationKey logKey,
    TimeProvider clock,
    ILogger<DirectoryPublisher> logger) : IDisposable
{
    private const int ReadBatch = 64;

    private readonly SemaphoreSlim _oneAtATime = new(1);

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

            foreach (var envelope in batch)
            {
                directory = Verify(decode(envelope), directory).OrThrow();
            }
        }

        if (directory is not null)
        {
            members.Apply(directory);
            logger.DirectoryInForce(directory.Version);
        }
    }

    /// <summary>Publishes a version, or finds that it is the one in force.</summary>
    /// <returns>Its version and the index of its log entry.</returns>
    /// <exception cref="FedHubException">The reason why not.</exception>
    internal async Task<(ulong Version, long LogIndex)> PublishAsync(Envelope envelope, byte[] encoded, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var current = members.Directory;
            if (current is not null && current.Digest == Digest.Of(envelope.Payload.Span))
            {
                var index = await database.ReadAsync(connection => DirectoryTable.FindLogIndex(connection, current.Version), cancellationToken);
                return (current.Version, index!.Value);
            }

            var directory = Verify(envelope, current).OrThrow();
            CheckUsable(directory);
            var logIndex = await database.Writer.ExecuteAsync(
                (connection, transaction) => Insert(connection, transaction, directory, current, encoded), cancellationToken);
            Apply(directory);
            return (directory.Version, logIndex);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Encoded envelopes of the versions after one, ascending.</summary>
    internal ValueTask<IReadOnlyList<byte[]>> ListAfterAsync(ulong version, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => DirectoryTable.ListAfter(connection, version, ReadBatch), cancellationToken);

    public void Dispose() => _oneAtATime.Dispose();

    private Checked<FederationDirectory> Verify(Envelope envelope, FederationDirectory? previous) =>
        previous is null ? DirectoryVerifier.VerifyFirst(envelope, trust) : DirectoryVerifier.VerifySuccessor(envelope, previous);

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
        if (FederationLog.Of(directory, now)?.Key != logKey)
        {
            throw new FedHubException(
                ErrorCode.InvalidInput, "The directory does not list this hub's log key; take it from log.vkey in the hub's data directory: fedhub federation admit --log-key.");
        }
    }

    private long Insert(
        SqliteConnection connection, SqliteTransaction transaction, FederationDirectory directory, FederationDirectory? previous, byte[] encoded)
    {
        var entries = FederationEvents.DirectoryPublished(directory, previous, clock.GetUtcNow());
        var receipts = SqliteLogStore.Append(connection, transaction, entries);
        DirectoryTable.Insert(connection, directory, encoded, receipts[0].Index);
        return receipts[0].Index;
    }

    private void Apply(FederationDirectory directory)
    {
        members.Apply(directory);
        queries.DirectoryChanged();
        streams.EnqueueAll(new ChangeDue([]));
        logger.DirectoryInForce(directory.Version);
    }
}
