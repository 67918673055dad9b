namespace FedHub.Transparency;

/// <summary>
/// Compares a checkpoint that was kept with a log as it is served, and makes the evidence when the two are of different histories. It needs no
/// proof from the log: the tiles that it serves are enough, for any two sizes.
/// </summary>
public static class SplitViewCheck
{
    /// <summary>Compares.</summary>
    /// <param name="served">The tiles that are served with <paramref name="newer"/>; not trusted.</param>
    /// <param name="older">A checkpoint that was kept. Its signature is the caller's to verify.</param>
    /// <param name="newer">The checkpoint served, not smaller. Its signature is the caller's to verify.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The older one is larger.</exception>
    public static async ValueTask<SplitViewVerdict> CompareAsync(
        ITileSource served, SignedCheckpoint older, SignedCheckpoint newer, CancellationToken cancellationToken)
    {
        if (older.Head.Size > newer.Head.Size)
        {
            throw new ArgumentException("The older checkpoint is the smaller one.", nameof(older));
        }

        var prover = new LogProver(served, newer.Head.Size);
        var root = older.Head.Size == newer.Head.Size ? newer.Head.Root : await prover.RootAsync(older.Head.Size, cancellationToken);
        var path = await prover.ProveConsistencyAsync(older.Head.Size, newer.Head.Size, cancellationToken);

        // What the tiles say counts only if it leads to the checkpoint that the log signed.
        if (root is not { } prefix || path is not { } hashes
            || !MerkleProof.VerifyConsistency(new TreeHead(older.Head.Size, prefix), newer.Head, hashes.AsSpan()))
        {
            return new SplitViewVerdict(SplitViewOutcome.CouldNotCheck, null);
        }

        return prefix == older.Head.Root
            ? new SplitViewVerdict(SplitViewOutcome.Consistent, null)
            : new SplitViewVerdict(SplitViewOutcome.Forked, new ForkEvidence(older, newer, prefix, hashes));
    }
}
