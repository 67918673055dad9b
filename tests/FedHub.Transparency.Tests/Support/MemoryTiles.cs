namespace FedHub.Transparency.Tests;

/// <summary>A log in memory, as published at its size; a test may alter it.</summary>
internal sealed class MemoryTiles : ITileSource
{
    internal Dictionary<TileId, byte[]> Tiles { get; } = [];

    internal Dictionary<BundleId, byte[]> Bundles { get; } = [];

    internal TreeHead Head { get; private init; }

    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        new(Tiles.TryGetValue(tile, out var bytes) ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?));

    public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        new(Bundles.TryGetValue(bundle, out var bytes) ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?));

    internal static MemoryTiles Of(int size, Func<int, byte[]>? entry = null)
    {
        entry ??= TestLogs.Entry;
        var builder = new TileBuilder();
        for (var i = 0; i < size; i++)
        {
            builder.Append(MerkleHash.Leaf(entry(i)));
        }

        var tiles = new MemoryTiles { Head = new TreeHead(size, builder.Root()) };
        foreach (var tile in builder.TakeCompleted().Concat(builder.Partials()))
        {
            tiles.Tiles.Add(tile.Id, tile.Hashes.ToArray());
        }

        foreach (var id in TileLayout.Bundles(size))
        {
            var first = (int)id.Index * 256;
            tiles.Bundles.Add(id, EntryBundle.Encode([.. Enumerable.Range(first, id.Width).Select(i => new ReadOnlyMemory<byte>(entry(i)))]));
        }

        return tiles;
    }
}
