using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// Brings sequenced entries into the tree and signs checkpoints: reads the entries back and hashes them again, extends the tree, computes the
/// root a second way, signs, and moves the head of the store by comparing it. Only then does anybody see the checkpoint.
/// </summary>
/// <remarks>
/// One at a time a process; between processes the store's head is the fence. Whatever is not certain stops it for good: the next start goes
/// the same way as any other. It does no waiting of its own: the host calls <see cref="IntegrateAsync"/> when there is something new.
/// </remarks>
public sealed class LogSequencer : IDisposable
{
    /// <summary>Entries that one step takes; the rest waits for the next.</summary>
    public const int MaxEntriesPerStep = 16_384;

    private readonly ILogTreeStore _store;
    private readonly NoteSigner _signer;
    private readonly NoteKeyRing _keys;
    private readonly WitnessGate _gate;
    private readonly SemaphoreSlim _one = new(1);

    // Owned by whoever holds the semaphore.
    private RightEdge _edge;

    // Written by whoever holds the semaphore, read by anybody.
    private volatile SignedCheckpoint _published;
    private volatile SequencerStop _stop;
    private volatile TaskCompletionSource _moved = NewSignal();

    private LogSequencer(ILogTreeStore store, NoteSigner signer, WitnessGate gate, SignedCheckpoint head, RightEdge edge)
    {
        _store = store;
        _signer = signer;
        _keys = new NoteKeyRing([signer.VerificationKey]);
        _gate = gate;
        _published = head;
        _edge = edge;
    }

    /// <summary>The last checkpoint that is durable and may be shown.</summary>
    public SignedCheckpoint Published => _published;

    /// <summary>Why it has stopped; <see cref="SequencerStop.None"/> while it runs.</summary>
    public SequencerStop Stop => _stop;

    /// <summary>Takes up a log.</summary>
    /// <param name="store">Entries, tiles and head.</param>
    /// <param name="signer">The log's key.</param>
    /// <param name="gate">The witnesses that have to announce before anything is signed.</param>
    /// <param name="shown">The newest checkpoint of this log that is known to have been shown to anybody; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<SequencerStart> StartAsync(
        ILogTreeStore store, NoteSigner signer, WitnessGate gate, SignedCheckpoint? shown, CancellationToken cancellationToken)
    {
        var head = await store.ReadHeadAsync(cancellationToken);
        if (head is null)
        {
            return new SequencerStart(null, SequencerRefusal.NotInitialized);
        }

        if (head.Checkpoint.Origin != signer.VerificationKey.Name.ToString())
        {
            return new SequencerStart(null, SequencerRefusal.WrongOrigin);
        }

        if (!new NoteKeyRing([signer.VerificationKey]).Verify(head.Note).IsAccepted)
        {
            return new SequencerStart(null, SequencerRefusal.WrongKey);
        }

        if (await store.CountAsync(cancellationToken) < head.Head.Size)
        {
            return new SequencerStart(null, SequencerRefusal.EntriesMissing);
        }

        if (await RightEdge.ReadAsync(store, head.Head, cancellationToken) is not { } edge)
        {
            return new SequencerStart(null, SequencerRefusal.TreeDamaged);
        }

        var sequencer = new LogSequencer(store, signer, gate, head, edge);
        var refusal = shown is null ? SequencerRefusal.None : await sequencer.RefusalOfAsync(shown, cancellationToken);
        return new SequencerStart(refusal == SequencerRefusal.None ? sequencer : null, refusal);
    }

    /// <summary>Takes the entries that are sequenced and not yet in the tree, at most <see cref="MaxEntriesPerStep"/>, and publishes them.</summary>
    /// <exception cref="Exception">What the store threw. If it threw at the commit, the sequencer has stopped.</exception>
    public async ValueTask<SequencerOutcome> IntegrateAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_stop != SequencerStop.None)
            {
                return SequencerOutcome.Stopped;
            }

            return _gate.IsOpen ? await StepAsync(cancellationToken) : SequencerOutcome.WaitingForWitnesses;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Hears what a witness has seen of this log, as it says when it connects.</summary>
    /// <param name="witness">Whose state it is; the caller has authenticated it.</param>
    /// <param name="latest">Its latest checkpoint with the log's own signature; null when it has seen none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the announcement does not count: an unknown witness, or a checkpoint that this log did not sign.</returns>
    public async ValueTask<bool> AnnounceAsync(NoteVerificationKey witness, SignedCheckpoint? latest, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // Without the log's signature anybody could stop the log by claiming a larger one.
            if (latest is not null && !IsOurs(latest))
            {
                return false;
            }

            var refusal = latest is null ? SequencerRefusal.None : await RefusalOfAsync(latest, cancellationToken);
            if (refusal == SequencerRefusal.None)
            {
                return _gate.Admit(witness);
            }

            _stop = refusal == SequencerRefusal.PublishedAhead ? SequencerStop.WitnessAhead : SequencerStop.WitnessDiffers;
            return false;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Waits until an entry is covered by a published checkpoint.</summary>
    /// <returns>The checkpoint that covers it.</returns>
    public async ValueTask<SignedCheckpoint> WaitForAsync(long index, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal is taken before the look, so that a change between the two is not missed.
            var moved = _moved;
            var published = _published;
            if (published.Head.Size > index)
            {
                return published;
            }

            await moved.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The proof that an entry is in the log as published now; null when it is not yet, or a tile is missing.</summary>
    public async ValueTask<LogReceiptFile?> ReceiptAsync(long index, CancellationToken cancellationToken)
    {
        var published = _published;
        if (index < 0 || index >= published.Head.Size)
        {
            return null;
        }

        var size = published.Head.Size;
        var path = await new LogProver(_store, size).ProveInclusionAsync(index, size, cancellationToken);
        return path is { } hashes ? new LogReceiptFile(null, index, hashes, published) : null;
    }

    /// <summary>Ends it; callers have stopped.</summary>
    public void Dispose() => _one.Dispose();

    private async ValueTask<SequencerOutcome> StepAsync(CancellationToken cancellationToken)
    {
        var entries = await _store.ReadAsync(_edge.Count, MaxEntriesPerStep, cancellationToken);
        if (entries.Count == 0)
        {
            return SequencerOutcome.Nothing;
        }

        if (RehashOf(entries, _edge.Count) is not { } leafHashes)
        {
            return StopFor(SequencerStop.EntryDamaged);
        }

        var (edge, root, completed) = _edge.Append(leafHashes);
        if (root is null)
        {
            return StopFor(SequencerStop.RootsDisagree);
        }

        var next = SignedCheckpoint.Sign(new Checkpoint(_signer.VerificationKey.Name.ToString(), new TreeHead(edge.Count, root.Value)), _signer);
        return IsOurs(next) ? await CommitAsync(edge, next, completed, cancellationToken) : StopFor(SequencerStop.SignatureBroken);
    }

    private async ValueTask<SequencerOutcome> CommitAsync(
        RightEdge edge, SignedCheckpoint next, IReadOnlyList<Tile> completed, CancellationToken cancellationToken)
    {
        HeadCommit commit;
        try
        {
            // A crash before this commits leaves the old head, after it the new one. The signature is the same either way: nobody has seen it.
            commit = await _store.CommitAsync(_published, next, completed, cancellationToken);
        }
        catch
        {
            _stop = SequencerStop.OutcomeUnknown;
            throw;
        }

        switch (commit)
        {
            case HeadCommit.Committed:
                _edge = edge;
                _published = next;
                Interlocked.Exchange(ref _moved, NewSignal()).SetResult();
                return SequencerOutcome.Published;
            case HeadCommit.NotStored:
                return SequencerOutcome.NotStored;
            case HeadCommit.TileDiffers:
                return StopFor(SequencerStop.TileDiffers);
            default:
                return StopFor(SequencerStop.HeadMoved);
        }
    }

    /// <summary>Hashes what the store really has, and compares it with what was acknowledged; null when they differ.</summary>
    private static List<Digest>? RehashOf(IReadOnlyList<StoredLogEntry> entries, long first)
    {
        var hashes = new List<Digest>(entries.Count);
        foreach (var entry in entries)
        {
            var hash = MerkleHash.Leaf(entry.Leaf.Span);
            if (entry.Index != first + hashes.Count
                || hash != entry.LeafHash
                || !AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf)
                || (entry.Opening is { } opening && !opening.Opens(leaf)))
            {
                return null;
            }

            hashes.Add(hash);
        }

        return hashes;
    }

    private SequencerOutcome StopFor(SequencerStop reason)
    {
        _stop = reason;
        return SequencerOutcome.Stopped;
    }

    private bool IsOurs(SignedCheckpoint checkpoint) =>
        checkpoint.Checkpoint.Origin == _signer.VerificationKey.Name.ToString() && _keys.Verify(checkpoint.Note).IsAccepted;

    /// <summary>Whether the store continues a checkpoint that somebody has seen.</summary>
    private async ValueTask<SequencerRefusal> RefusalOfAsync(SignedCheckpoint shown, CancellationToken cancellationToken)
    {
        var size = _published.Head.Size;
        if (shown.Head.Size > size)
        {
            return SequencerRefusal.PublishedAhead;
        }

        var root = await new LogProver(_store, size).RootAsync(shown.Head.Size, cancellationToken);
        return root == shown.Head.Root ? SequencerRefusal.None : SequencerRefusal.PublishedDiffers;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
