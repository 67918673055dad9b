namespace FedHub.Transparency;

/// <summary>
/// Reads a log as it is published. What it returns is not trusted: whoever reads verifies it against a signed checkpoint.
/// </summary>
public interface ITileSource
{
    /// <summary>Reads a tile of exactly the width named, 32 bytes a hash; null when there is none of that width.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken);

    /// <summary>Reads a bundle of exactly the width named; null when there is none of that width.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken);
}
