namespace FedHub.Transparency;

/// <summary>
/// Keeps a log with its tree and the last checkpoint that was signed. Beside what <see cref="ILogStore"/> promises, every implementation
/// holds to this:
/// <list type="bullet">
/// <item>The head is one row. It changes only by <see cref="CommitAsync"/>, which compares it first; so two writers that began at the same
/// head never both succeed. This is the only fence against two histories.</item>
/// <item>A commit is whole or nothing: tiles, checkpoint and head together. When it returns <see cref="HeadCommit.Committed"/>, all of it
/// survives a loss of power.</item>
/// <item>A full tile is inserted or compared: one that is there with other hashes refuses the commit.</item>
/// <item>A commit that throws may have been stored all the same. Who sees it stops, and starts again by reading the head.</item>
/// <item>Every tile and bundle, full or partial, up to the head can be read.</item>
/// </list>
/// </summary>
public interface ILogTreeStore : ILogStore, ITileSource
{
    /// <summary>Begins the tree of a new log with a checkpoint of the empty tree. Only <c>init</c> commands do this.</summary>
    /// <returns>False when there is a head already.</returns>
    ValueTask<bool> TryInitializeAsync(SignedCheckpoint empty, CancellationToken cancellationToken);

    /// <summary>The last checkpoint that was signed; null before <see cref="TryInitializeAsync"/>.</summary>
    ValueTask<SignedCheckpoint?> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Moves the head on.</summary>
    /// <param name="expected">What the head must still be, to the byte.</param>
    /// <param name="successor">The new head, of more entries.</param>
    /// <param name="completed">The tiles that became full between the two.</param>
    /// <param name="cancellationToken">Gives up while waiting; a commit that has begun is carried through.</param>
    ValueTask<HeadCommit> CommitAsync(
        SignedCheckpoint expected, SignedCheckpoint successor, IReadOnlyList<Tile> completed, CancellationToken cancellationToken);

    /// <summary>The checkpoints that were ever signed from a size on, the smallest first, at most so many.</summary>
    ValueTask<IReadOnlyList<SignedCheckpoint>> ReadCheckpointsAsync(long fromSize, int maxCount, CancellationToken cancellationToken);
}
