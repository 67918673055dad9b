using FedHub.Cli.Log.Sources;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>Reads a log and keeps what it read. Until the verification has succeeded nothing names these files, so a wrong one is only overwritten.</summary>
internal sealed class CopyingSource(IPublishedLog from, string folder) : ITileSource
{
    public async ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        Keep(tile.ToString(), await from.ReadTileAsync(tile, cancellationToken));

    public async ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        Keep(bundle.ToString(), await from.ReadBundleAsync(bundle, cancellationToken));

    public void KeepOpenings(BundleId bundle, ReadOnlyMemory<byte> bytes) => Keep(OpeningsPath.Of(bundle), bytes);

    private ReadOnlyMemory<byte>? Keep(string name, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is { IsEmpty: false } content)
        {
            var file = Path.Combine(folder, name);
            DurableDirectory.Create(Path.GetDirectoryName(file)!);
            DurableFile.TryWrite(file, content.Span, overwrite: true);
        }

        return bytes;
    }
}
