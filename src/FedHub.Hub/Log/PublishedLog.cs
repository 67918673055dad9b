using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>
/// The hub's log as others may see it. Whatever is appended in a job of the database's writer is published after its commit: read back,
/// hashed again, brought into the tree and covered by a signed checkpoint. Nothing is delivered before that.
/// </summary>
internal sealed class PublishedLog(
    SqliteDatabase database, SigningKey key, string federation, MemberRegistry members, TimeProvider clock, ILogger<PublishedLog> logger) : IDisposable
{
    private readonly NoteSigner _signer = new(LogNames.Origin(federation, key.PublicKey), key);

    // Set once by StartAsync, before members are served.
    private LogSequencer? _sequencer;
    private LogPublisher? _publisher;
    private WitnessGate? _gate;

    /// <summary>Entries, tiles and checkpoints as they are stored; reads give only what is published.</summary>
    internal SqliteLogTree Tree { get; } = new(database);

    /// <summary>What the log's checkpoints are verified with.</summary>
    internal NoteVerificationKey Key => _signer.VerificationKey;

    /// <summary>Signs and publishes.</summary>
    internal LogSequencer Sequencer => _sequencer ?? throw new InvalidOperationException("The log has not been started.");

    /// <summary>Whether a quorum of the witnesses has said what it has seen, so that the log may sign.</summary>
    internal bool MaySign => Gate.IsOpen;

    /// <summary>The witnesses that have not, by name.</summary>
    internal IReadOnlyList<string> MissingWitnesses => Gate.Missing;

    private WitnessGate Gate => _gate ?? throw new InvalidOperationException("The log has not been started.");

    /// <summary>Takes up the log under the directory in force, which says who its witnesses are.</summary>
    /// <param name="shown">The newest checkpoint that is known to have been shown; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FedHubException">FailedPrecondition: why it must not go on, and what to do.</exception>
    internal async Task StartAsync(SignedCheckpoint? shown, CancellationToken cancellationToken)
    {
        var policy = members.Directory is { } directory ? FederationLog.Of(directory, clock.GetUtcNow())?.Policy : null;
        _gate = new WitnessGate(policy ?? TrustNobody());
        var start = await LogSequencer.StartAsync(Tree, _signer, _gate, shown, cancellationToken);
        _sequencer = start.Sequencer ?? throw new FedHubException(ErrorCode.FailedPrecondition, LogWords.Of(start.Refusal, "hub"));
        _publisher = new LogPublisher(_sequencer, clock);
        database.Writer.Committed = _publisher.Notify;
        logger.LogStarted(_sequencer.Published.Head.Size, MaySign);
    }

    /// <summary>Publishes until cancelled.</summary>
    /// <exception cref="FedHubException">The log can no longer be relied on, and the process has to end.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        SequencerStop stop;
        try
        {
            stop = await _publisher!.RunAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            logger.LogFailed(failure);
            throw new FedHubException(ErrorCode.Unavailable, "The hub's log could not be written. Check the disk, then start the hub again.");
        }

        if (stop != SequencerStop.None)
        {
            logger.LogStopped(stop);
            throw new FedHubException(ErrorCode.FailedPrecondition, LogWords.Of(stop, "hub"));
        }
    }

    /// <summary>
    /// The proof that an entry is in the log, from a tree that the receiver knows to the newest. Waits until the entry is published.
    /// </summary>
    /// <param name="index">The entry.</param>
    /// <param name="knownSize">The tree that the receiver has verified; 0 for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null while nothing is signed, or when the entry's payload was erased.</returns>
    internal async Task<LogProof?> ProveAsync(long index, long knownSize, CancellationToken cancellationToken)
    {
        if (!MaySign && Sequencer.Published.Head.Size <= index)
        {
            return null;
        }

        await Sequencer.WaitForAsync(index, cancellationToken);
        var receipt = await Sequencer.ReceiptAsync(index, cancellationToken);
        var entries = await Tree.ReadAsync(index, 1, cancellationToken);
        if (receipt is null || entries is not [{ Opening: { } opening } entry] || !AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf))
        {
            return null;
        }

        return new LogProof(receipt, leaf.UnixMilliseconds, opening, await ProveConsistencyAsync(knownSize, receipt.Checkpoint.Head.Size, cancellationToken));
    }

    /// <summary>The proof that a checkpoint covers an entry; null when it does not, or the payload was erased.</summary>
    internal async Task<LogProof?> ProveAsync(long index, SignedCheckpoint by, CancellationToken cancellationToken)
    {
        var available = Sequencer.Published.Head.Size;
        if (index < 0 || index >= by.Head.Size || by.Head.Size > available
            || await Tree.ReadAsync(index, 1, cancellationToken) is not [{ Opening: { } opening } entry]
            || !AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf))
        {
            return null;
        }

        return await new LogProver(Tree, available).ProveInclusionAsync(index, by.Head.Size, cancellationToken) is { } path
            ? new LogProof(new LogReceiptFile(null, index, path, by), leaf.UnixMilliseconds, opening, null)
            : null;
    }

    /// <summary>The proof that a published tree continues an earlier one; null from nothing, for sizes beyond what is published, or the wrong way round.</summary>
    internal async Task<ConsistencyProof?> ProveConsistencyAsync(long fromSize, long toSize, CancellationToken cancellationToken)
    {
        var available = Sequencer.Published.Head.Size;
        if (fromSize <= 0 || fromSize > toSize || toSize > available)
        {
            return null;
        }

        return await new LogProver(Tree, available).ProveConsistencyAsync(fromSize, toSize, cancellationToken) is { } path
            ? new ConsistencyProof(fromSize, path)
            : null;
    }

    /// <summary>Whether this log signed a checkpoint.</summary>
    internal bool HasSigned(SignedCheckpoint checkpoint) =>
        checkpoint.Checkpoint.Origin == Key.Name.ToString() && new NoteKeyRing([Key]).Verify(checkpoint.Note).IsAccepted;

    /// <summary>Hears what a member has seen of the log. What contradicts the store stops the log for good.</summary>
    /// <returns>True when the log may sign from now on and could not before.</returns>
    internal async Task<bool> AnnounceAsync(ListedMember member, SignedCheckpoint? latest, CancellationToken cancellationToken)
    {
        if (member.WitnessKeyAt(clock.GetUtcNow()) is not { } witness)
        {
            return false;
        }

        var before = MaySign;
        await Sequencer.AnnounceAsync(LogNames.WitnessKey(federation, member.Id, witness), latest, cancellationToken);
        _publisher!.Notify();
        return !before && MaySign;
    }

    public void Dispose()
    {
        _sequencer?.Dispose();
        key.Dispose();
    }

    /// <summary>Before there is a directory there is nobody to ask.</summary>
    private TrustPolicy TrustNobody() => TrustPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes($"log {Key}\nquorum none\n"), out var policy, out _)
        ? policy
        : throw new InvalidOperationException("The log's own key does not parse.");
}
