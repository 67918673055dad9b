using System.Collections.Immutable;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Makes proofs from tiles. It does not verify what it reads: a wrong tile gives a proof that does not hold.</summary>
/// <remarks>Each call reads each tile it needs once, at most two a level.</remarks>
/// <param name="source">The tiles.</param>
/// <param name="availableSize">The size of the log that they are of. Proofs for smaller trees are made from the same tiles.</param>
public sealed class LogProver(ITileSource source, long availableSize)
{
    /// <summary>That the entry at <paramref name="index"/> is in the tree of <paramref name="size"/>: the leaf's sibling first.</summary>
    /// <returns>Null when a tile is missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below the size, or the size beyond what there is.</exception>
    public ValueTask<ImmutableArray<Digest>?> ProveInclusionAsync(long index, long size, CancellationToken cancellationToken) =>
        RootsAsync(ProofPlan.Inclusion(index, Within(size)), cancellationToken);

    /// <summary>That the tree of <paramref name="newSize"/> begins with that of <paramref name="oldSize"/>; empty from 0 or for equal sizes.</summary>
    /// <returns>Null when a tile is missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The old size is larger, or the new one beyond what there is.</exception>
    public ValueTask<ImmutableArray<Digest>?> ProveConsistencyAsync(long oldSize, long newSize, CancellationToken cancellationToken) =>
        RootsAsync(ProofPlan.Consistency(oldSize, Within(newSize)), cancellationToken);

    /// <summary>The root over the first <paramref name="size"/> entries; null when a tile is missing.</summary>
    public async ValueTask<Digest?> RootAsync(long size, CancellationToken cancellationToken)
    {
        if (size == 0)
        {
            return MerkleHash.EmptyRoot;
        }

        var roots = await RootsAsync([new LeafRange(0, Within(size))], cancellationToken);
        return roots?[0];
    }

    /// <summary>The roots of the perfect subtrees of a tree, largest first; null when a tile is missing.</summary>
    internal async ValueTask<ImmutableArray<Digest>?> PerfectRootsAsync(long size, CancellationToken cancellationToken)
    {
        if (size == 0)
        {
            return [];
        }

        var tiles = new Dictionary<TileId, Tile>();
        var roots = ImmutableArray.CreateBuilder<Digest>();
        foreach (var (height, index) in new LeafRange(0, Within(size)).PerfectSubtrees())
        {
            if (await SubtreeAsync(tiles, height, index, cancellationToken) is not { } root)
            {
                return null;
            }

            roots.Add(root);
        }

        return roots.ToImmutable();
    }

    private long Within(long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, availableSize);
        return size;
    }

    private async ValueTask<ImmutableArray<Digest>?> RootsAsync(ImmutableArray<LeafRange> ranges, CancellationToken cancellationToken)
    {
        var tiles = new Dictionary<TileId, Tile>();
        var roots = ImmutableArray.CreateBuilder<Digest>(ranges.Length);
        foreach (var range in ranges)
        {
            Digest? root = null;
            foreach (var (height, index) in range.PerfectSubtrees().Reverse())
            {
                if (await SubtreeAsync(tiles, height, index, cancellationToken) is not { } subtree)
                {
                    return null;
                }

                root = root is { } right ? MerkleHash.Node(subtree, right) : subtree;
            }

            roots.Add(root!.Value);
        }

        return roots.MoveToImmutable();
    }

    /// <summary>A perfect subtree of 2^height leaves lies within one tile: the level below its height, and a power of two of its hashes.</summary>
    private async ValueTask<Digest?> SubtreeAsync(Dictionary<TileId, Tile> tiles, int height, long index, CancellationToken cancellationToken)
    {
        var level = height / TileLayout.BitsPerLevel;
        var width = 1 << (height % TileLayout.BitsPerLevel);
        var first = index * width;
        var id = TileLayout.TileOf(level, first, availableSize);
        if (!tiles.TryGetValue(id, out var tile))
        {
            tile = await source.FindTileAsync(id, cancellationToken);
            if (tile is null)
            {
                return null;
            }

            tiles.Add(id, tile);
        }

        var position = (int)(first % TileLayout.FullWidth);
        return TileHash.Root(tile.Hashes.Span.Slice(position * Digest.Size, width * Digest.Size));
    }
}
