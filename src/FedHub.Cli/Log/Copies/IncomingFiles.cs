using FedHub.Cli.Log.Sources;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>
/// Reads a log and keeps what it read in a folder beside the copy. Nothing there is trusted, and nothing of it gets into the copy before a verification has
/// succeeded: the copy's checkpoint names files that the log's next one names too. What a broken-off run left is not fetched again, but verified again.
/// </summary>
internal sealed class IncomingFiles(IPublishedLog from, string folder) : ITileSource
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly LogFolder _kept = new(folder);

    /// <summary>Whether something was taken from the folder instead of the log.</summary>
    public bool HasReused { get; private set; }

    /// <summary>Whether a run before this one was broken off.</summary>
    public bool Exists => Directory.Exists(folder);

    public async ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        Reuse(await _kept.ReadTileAsync(tile, cancellationToken)) ?? Keep(tile.ToString(), await from.ReadTileAsync(tile, cancellationToken));

    public async ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        Reuse(await _kept.ReadBundleAsync(bundle, cancellationToken)) ?? Keep(bundle.ToString(), await from.ReadBundleAsync(bundle, cancellationToken));

    /// <summary>Forgets all of it.</summary>
    public void Clear()
    {
        HasReused = false;
        if (Exists)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Moves tiles and bundles into the copy, one a step, after they were verified from <paramref name="first"/> entries on up to
    /// <paramref name="size"/>. They get new names, or the very bytes that were there: the copy's old checkpoint holds at every step.
    /// </summary>
    public IEnumerable<Action> PublishSteps(string copy, long first, long size)
    {
        for (var level = 0; TileLayout.HashCount(level, size) > 0; level++)
        {
            var count = TileLayout.HashCount(level, size);
            for (var hash = TileLayout.HashCount(level, first) / TileLayout.FullWidth * TileLayout.FullWidth; hash < count; hash += TileLayout.FullWidth)
            {
                var id = TileLayout.TileOf(level, hash, size);
                yield return () => Publish(copy, id.ToString(), id.Full.ToString(), tile => tile[..(id.Width * Digest.Size)]);
            }
        }

        for (var entry = first / TileLayout.FullWidth * TileLayout.FullWidth; first < size && entry < size; entry += TileLayout.FullWidth)
        {
            var id = TileLayout.BundleOf(entry, size);
            yield return () => Publish(copy, id.ToString(), id.Full.ToString(), bundle => EntryBundle.Prefix(bundle, id.Width));
        }
    }

    private void Publish(string copy, string name, string fullName, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> prefix)
    {
        var (incoming, target) = (Path.Combine(folder, name), Path.Combine(copy, name));
        DurableDirectory.Create(Path.GetDirectoryName(target)!);
        if (File.Exists(incoming))
        {
            DurableFile.TryPublish(incoming, target, overwrite: true);
        }
        else
        {
            // The log had the full one only, of which no more was verified than the checkpoint covers.
            DurableFile.TryWrite(target, prefix(File.ReadAllBytes(Path.Combine(folder, fullName))).Span, overwrite: true);
        }
    }

    private ReadOnlyMemory<byte>? Reuse(ReadOnlyMemory<byte>? kept)
    {
        if (kept is not { IsEmpty: false })
        {
            return null;
        }

        HasReused = true;
        return kept;
    }

    private ReadOnlyMemory<byte>? Keep(string name, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is { IsEmpty: false } content)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var stream = new FileStream(file + ".part", options))
            {
                stream.Write(content.Span);
            }

            // Not synced: what a loss of power has torn does not verify, and is then fetched again.
            File.Move(file + ".part", file, overwrite: true);
        }

        return bytes;
    }
}
