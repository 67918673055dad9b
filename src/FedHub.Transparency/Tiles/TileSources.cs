using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Reads as clients of tlog-tiles do: the partial resource of the size in hand, else the full one, which may have replaced it.</summary>
public static class TileSources
{
    /// <summary>The first hashes of a tile, as many as <paramref name="tile"/> is wide; null when they are missing or of another length.</summary>
    public static async ValueTask<Tile?> FindTileAsync(this ITileSource source, TileId tile, CancellationToken cancellationToken)
    {
        var size = tile.Width * Digest.Size;
        var hashes = await source.ReadTileAsync(tile, cancellationToken);
        if (hashes is null && tile.IsPartial)
        {
            hashes = await source.ReadTileAsync(tile.Full, cancellationToken);
            return hashes?.Length == TileLayout.FullWidth * Digest.Size ? new Tile(tile, hashes.Value[..size]) : null;
        }

        return hashes?.Length == size ? new Tile(tile, hashes.Value) : null;
    }

    /// <summary>The bundle, or the full one that begins with it; null when both are missing.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> FindBundleAsync(this ITileSource source, BundleId bundle, CancellationToken cancellationToken)
    {
        var bytes = await source.ReadBundleAsync(bundle, cancellationToken);
        return bytes is null && bundle.IsPartial ? await source.ReadBundleAsync(bundle.Full, cancellationToken) : bytes;
    }
}
