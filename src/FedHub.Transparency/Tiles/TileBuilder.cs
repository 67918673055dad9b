using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// Grows a tree leaf by leaf and hands out its tiles. It holds the partial tile of each level, at most 8 · 255 hashes whatever the size.
/// </summary>
/// <remarks>Not safe for use by two threads at once.</remarks>
public sealed class TileBuilder
{
    private readonly List<Level> _levels = [];
    private readonly List<Tile> _completed = [];

    /// <summary>How many leaves have been appended.</summary>
    public long Count { get; private set; }

    /// <summary>Takes up a tree where its <see cref="Partials"/> left it.</summary>
    /// <param name="count">Its size.</param>
    /// <param name="partials">The partial tiles of that size, in any order.</param>
    /// <param name="builder">Null when they do not fit the size.</param>
    public static bool TryRestore(long count, IReadOnlyCollection<Tile> partials, out TileBuilder? builder)
    {
        builder = null;
        var restored = new TileBuilder { Count = count };
        for (var level = 0; TileLayout.HashCount(level, count) > 0; level++)
        {
            var hashes = TileLayout.HashCount(level, count);
            var width = (int)(hashes % TileLayout.FullWidth);
            var state = new Level { NextTile = hashes / TileLayout.FullWidth };
            restored._levels.Add(state);
            if (width == 0)
            {
                continue;
            }

            var id = new TileId(level, state.NextTile, width);
            var tile = partials.FirstOrDefault(tile => tile.Id == id && tile.Hashes.Length == width * Digest.Size);
            if (tile is null)
            {
                return false;
            }

            tile.Hashes.Span.CopyTo(state.Buffer);
            state.Width = width;
        }

        builder = count >= 0 ? restored : null;
        return builder is not null;
    }

    /// <summary>Appends one leaf by its hash.</summary>
    public void Append(Digest leafHash)
    {
        Push(0, leafHash);
        Count++;
    }

    /// <summary>The tiles that became full since the last call.</summary>
    public IReadOnlyList<Tile> TakeCompleted()
    {
        Tile[] completed = [.. _completed];
        _completed.Clear();
        return completed;
    }

    /// <summary>The partial tile of each level that has one, as the size now makes them.</summary>
    public IReadOnlyList<Tile> Partials() =>
        [.. _levels.Index().Where(level => level.Item.Width > 0).Select(level =>
            new Tile(new TileId(level.Index, level.Item.NextTile, level.Item.Width), level.Item.Hashes.ToArray()))];

    /// <summary>The root of the tree so far, from the partial tiles alone.</summary>
    public Digest Root()
    {
        Span<byte> row = stackalloc byte[TileLayout.FullWidth * Digest.Size];
        Digest? root = null;
        foreach (var level in _levels)
        {
            // What lies below to the right is smaller than one hash of this level stands for: it is the row's last, uneven node.
            level.Hashes.CopyTo(row);
            var size = level.Hashes.Length;
            if (root is { } below)
            {
                below.CopyTo(row[size..]);
                size += Digest.Size;
            }

            root = size == 0 ? null : TileHash.Fold(row[..size]);
        }

        return root ?? MerkleHash.EmptyRoot;
    }

    private void Push(int levelNumber, Digest hash)
    {
        if (levelNumber == _levels.Count)
        {
            _levels.Add(new Level());
        }

        var level = _levels[levelNumber];
        hash.CopyTo(level.Buffer.AsSpan(level.Width * Digest.Size));
        level.Width++;
        if (level.Width < TileLayout.FullWidth)
        {
            return;
        }

        var tile = new Tile(new TileId(levelNumber, level.NextTile), level.Hashes.ToArray());
        _completed.Add(tile);
        level.Width = 0;
        level.NextTile++;
        Push(levelNumber + 1, tile.Root());
    }

    private sealed class Level
    {
        internal byte[] Buffer { get; } = new byte[TileLayout.FullWidth * Digest.Size];

        internal int Width { get; set; }

        internal long NextTile { get; set; }

        internal ReadOnlySpan<byte> Hashes => Buffer.AsSpan(0, Width * Digest.Size);
    }
}
