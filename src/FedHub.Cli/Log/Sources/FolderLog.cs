using FedHub.Transparency;

namespace FedHub.Cli.Log.Sources;

/// <summary>A log in a folder: an export, a copy, or what a web server would serve.</summary>
internal sealed class FolderLog(string path) : IPublishedLog
{
    private readonly LogFolder _folder = new(path);

    public string Place => path;

    public bool HasOpenings => Directory.Exists(Path.Combine(path, "openings"));

    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) => _folder.ReadTileAsync(tile, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) => _folder.ReadBundleAsync(bundle, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken) => _folder.ReadCheckpointAsync(cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadOpeningsAsync(BundleId bundle, CancellationToken cancellationToken) => _folder.ReadOpeningsAsync(bundle, cancellationToken);

    public void Dispose()
    {
        // Holds nothing open.
    }
}
