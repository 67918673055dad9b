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

    public async ValueTask<ReadOnlyMemory<byte>?> ReadOpeningsAsync(BundleId bundle, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(path, OpeningsPath.Of(bundle)));
        if (!file.Exists)
        {
            return null;
        }

        // No honest file is larger; a larger one must not fill the memory.
        return file.Length > OpeningBundle.MaxSize ? ReadOnlyMemory<byte>.Empty : await File.ReadAllBytesAsync(file.FullName, cancellationToken);
    }

    public void Dispose()
    {
        // Holds nothing open.
    }
}
