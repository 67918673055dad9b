namespace FedHub.Transparency;

/// <summary>Which tiles and bundles a log of a given size consists of (C2SP tlog-tiles).</summary>
public static class TileLayout
{
    /// <summary>Hashes in a full tile and entries in a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels that a size of 2^63 − 1 can have: 0 to 7.</summary>
    internal const int MaxLevels = 8;

    internal const int BitsPerLevel = 8;

    /// <summary>How many hashes there are at a level: the full tiles of the level below, or the entries at level 0.</summary>
    public static long HashCount(int level, long size) => level < MaxLevels ? size >> (BitsPerLevel * level) : 0;

    /// <summary>The tile that holds a hash, as wide as the size makes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size does not reach that hash.</exception>
    public static TileId TileOf(int level, long hashIndex, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hashIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(hashIndex, HashCount(level, size));
        var tile = hashIndex / FullWidth;
        return new TileId(level, tile, WidthOf(tile, HashCount(level, size)));
    }

    /// <summary>The bundle that holds an entry, as wide as the size makes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size does not reach that entry.</exception>
    public static BundleId BundleOf(long entryIndex, long size)
    {
        var tile = TileOf(0, entryIndex, size);
        return new BundleId(tile.Index, tile.Width);
    }

    /// <summary>All hash tiles of a log, level by level; of each level the partial one last.</summary>
    public static IEnumerable<TileId> Tiles(long size)
    {
        for (var level = 0; HashCount(level, size) > 0; level++)
        {
            var count = HashCount(level, size);
            for (var index = 0L; index * FullWidth < count; index++)
            {
                yield return new TileId(level, index, WidthOf(index, count));
            }
        }
    }

    /// <summary>All entry bundles of a log, the partial one last.</summary>
    public static IEnumerable<BundleId> Bundles(long size)
    {
        for (var index = 0L; index * FullWidth < size; index++)
        {
            yield return new BundleId(index, WidthOf(index, size));
        }
    }

    /// <summary>The partial tile of each level that has one: with them a tree can go on growing.</summary>
    public static IEnumerable<TileId> RightEdge(long size)
    {
        for (var level = 0; HashCount(level, size) > 0; level++)
        {
            var count = HashCount(level, size);
            if (count % FullWidth != 0)
            {
                yield return TileOf(level, count - 1, size);
            }
        }
    }

    private static int WidthOf(long tile, long hashes) => (int)Math.Min(FullWidth, hashes - (tile * FullWidth));
}
