using Dapper;
using FedHub.Cryptography;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.HubLink;

/// <summary>
/// Holds the directory in force. Each version is checked against the keys of the one before, from the provisioned trust on; that the witnesses of the one
/// before have cosigned it, too; and is durable before it takes effect: a restart never goes back to an older one.
/// </summary>
internal sealed class DirectoryKeeper : IDisposable
{
    private readonly IHub _hub;
    private readonly NodeDatabase _database;
    private readonly DirectoryTrust _trust;
    private readonly TimeProvider _clock;
    private readonly ILogger<DirectoryKeeper> _logger;
    private readonly SemaphoreSlim _refreshing = new(1, 1);

    // Replaced whole, by the holder of the semaphore only.
    private volatile FederationDirectory? _current;
    private volatile RefusedDirectory? _refused;
    private volatile SignedCheckpoint? _witnessedBy;

    private DirectoryKeeper(
        IHub hub, NodeDatabase database, DirectoryTrust trust, TimeProvider clock, ILogger<DirectoryKeeper> logger, FederationDirectory? current,
        SignedCheckpoint? witnessedBy)
    {
        _hub = hub;
        _database = database;
        _trust = trust;
        _clock = clock;
        _logger = logger;
        _current = current;
        _witnessedBy = witnessedBy;
    }

    /// <summary>Whether there is a directory at all.</summary>
    public bool IsKnown => _current is not null;

    /// <summary>The directory in force; <see cref="ErrorCode.Unavailable"/> before the first one was fetched.</summary>
    public FederationDirectory Current
        => _current ?? throw new FedHubException(ErrorCode.Unavailable, "The node has no directory yet: it has not reached the hub.");

    /// <summary>What the hub offers and this node does not take, since it was not witnessed; null for nothing.</summary>
    public RefusedDirectory? Refused => _refused is { } refused && refused.Version > Version ? refused : null;

    /// <summary>The checkpoint that a majority of the members had cosigned when the newest witnessed version took effect; null when none was.</summary>
    public SignedCheckpoint? WitnessedBy => _witnessedBy;

    /// <summary>The version held; 0 when there is none.</summary>
    public ulong Version => _current?.Version ?? 0;

    /// <summary>Reads and checks the versions held.</summary>
    /// <exception cref="FedHubException">A stored version does not verify: the trust file is another federation's, or the database was altered.</exception>
    public static DirectoryKeeper Open(IHub hub, NodeDatabase database, DirectoryTrust trust, TimeProvider clock, ILogger<DirectoryKeeper> logger)
    {
        var stored = database.Read(connection => connection.Query<byte[]>("SELECT envelope FROM directory_version ORDER BY version").ToList());
        FederationDirectory? current = null;
        foreach (var bytes in stored)
        {
            current = Verify(EnvelopeBytes.Decode(bytes), current, trust).OrThrow();
        }

        return new DirectoryKeeper(hub, database, trust, clock, logger, current, database.Read(DirectoryTable.WitnessedBy));
    }

    /// <summary>The refusal when the directory held has expired; null while it is in force.</summary>
    public Refusal? CheckInForce(DateTimeOffset now) => Current.ExpiresAt > now
        ? null
        : new Refusal(ErrorCode.DirectoryStale, "This node's directory has expired.", HeldVersion: Version);

    /// <summary>
    /// Fetches newer versions, unless at least <paramref name="wanted"/> is held already. Calls at the same time share one fetch. One that was not witnessed is
    /// not taken, nor what comes after it.
    /// </summary>
    /// <returns>Whether the directory changed since the call began.</returns>
    public async Task<bool> RefreshAsync(ulong wanted, CancellationToken cancellationToken)
    {
        var before = Version;
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            if (Version < wanted || Version == before)
            {
                foreach (var offered in await _hub.GetDirectoriesAsync(Version, cancellationToken))
                {
                    if (!await TryAcceptAsync(offered, cancellationToken))
                    {
                        break;
                    }
                }
            }

            return Version != before;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private static Checked<FederationDirectory> Verify(Envelope envelope, FederationDirectory? previous, DirectoryTrust trust)
        => previous is null ? DirectoryVerifier.VerifyFirst(envelope, trust) : DirectoryVerifier.VerifySuccessor(envelope, previous);

    private async Task<bool> TryAcceptAsync(OfferedDirectory offered, CancellationToken cancellationToken)
    {
        var directory = Verify(offered.Envelope, _current, _trust).OrThrow();
        var now = _clock.GetUtcNow();
        if (DirectoryWitness.Check(directory, _current, offered.Proof, now) is { } unwitnessed)
        {
            if (_refused?.Version != directory.Version)
            {
                HubLinkLog.DirectoryUnwitnessed(_logger, directory.Version);
                _refused = new RefusedDirectory(directory.Version, now, unwitnessed.Message);
            }

            return false;
        }

        // Durable first: a crash after this line finds the version again, one before it fetches it again.
        var witnessedBy = _current is { } before && DirectoryWitness.IsAskedFor(before, now) ? offered.Proof?.Receipt.Checkpoint : null;
        await _database.WriteAsync(connection => DirectoryTable.Put(connection, directory, offered.Envelope, witnessedBy, now), cancellationToken);
        _witnessedBy = witnessedBy ?? _witnessedBy;
        _current = directory;
        return true;
    }
}
