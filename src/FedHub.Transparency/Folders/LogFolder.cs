using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// A log as a folder of files with the names of C2SP tlog-tiles, as a web server would serve it. A tile or bundle is written once; another
/// content under its name is refused, or replaced by who knows that it is damage. No process that is killed leaves half a file.
/// </summary>
/// <param name="path">The folder; it is made when first written to.</param>
/// <param name="durability">Whether writes are synced.</param>
public sealed class LogFolder(string path, FileDurability durability = FileDurability.EachFile) : ITileSource
{
    private const string CheckpointName = "checkpoint";

    private readonly string _path = Path.GetFullPath(path);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        ReadAsync(tile.ToString(), TileLayout.FullWidth * Digest.Size, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        ReadAsync(bundle.ToString(), EntryBundle.MaxSize, cancellationToken);

    /// <summary>The bytes of the checkpoint file, not verified; null when there is none.</summary>
    public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken) =>
        ReadAsync(CheckpointName, SignedNote.MaxSize, cancellationToken);

    /// <summary>The openings of a bundle, not verified; null when there are none of this width.</summary>
    public ValueTask<ReadOnlyMemory<byte>?> ReadOpeningsAsync(BundleId bundle, CancellationToken cancellationToken) =>
        ReadAsync(OpeningsPath.Of(bundle), OpeningBundle.MaxSize, cancellationToken);

    /// <summary>Writes a tile unless it is there.</summary>
    /// <returns>False when a tile of this name has other hashes.</returns>
    /// <exception cref="IOException">It could not be made durable; stop the process rather than go on.</exception>
    public bool TryWrite(Tile tile) => TryInsert(tile.Id.ToString(), tile.Hashes.Span);

    /// <summary>Writes a bundle unless it is there.</summary>
    /// <returns>False when a bundle of this name has other bytes.</returns>
    /// <exception cref="IOException">It could not be made durable; stop the process rather than go on.</exception>
    public bool TryWrite(BundleId bundle, ReadOnlySpan<byte> bytes) => TryInsert(bundle.ToString(), bytes);

    /// <summary>
    /// Writes a tile over whatever else is there. For who has made sure that the folder's checkpoint, if it has one, leads to this very tile or does not
    /// name it: another content is then what a loss of power or a bad disk has left.
    /// </summary>
    /// <exception cref="IOException">It could not be made durable; stop the process rather than go on.</exception>
    public void Write(Tile tile) => Overwrite(tile.Id.ToString(), tile.Hashes.Span);

    /// <summary>As <see cref="Write(Tile)"/>, a bundle.</summary>
    /// <exception cref="IOException">It could not be made durable; stop the process rather than go on.</exception>
    public void Write(BundleId bundle, ReadOnlySpan<byte> bytes) => Overwrite(bundle.ToString(), bytes);

    /// <summary>Writes the openings of a bundle over those that are there: a payload may have been erased since.</summary>
    /// <exception cref="IOException">They could not be made durable; stop the process rather than go on.</exception>
    public void WriteOpenings(BundleId bundle, ReadOnlySpan<byte> bytes) => Overwrite(OpeningsPath.Of(bundle), bytes);

    /// <summary>Deletes the openings that a bundle had when it was narrower, once the checkpoint that named them is replaced: payloads should not lie about twice.</summary>
    /// <param name="bundle">As wide as it is now; its openings have been written.</param>
    public void DeleteNarrowerOpenings(BundleId bundle)
    {
        var narrower = new DirectoryInfo(Path.Combine(_path, OpeningsPath.Of(bundle.Full)) + ".p");
        var kept = bundle.IsPartial ? PlainNumber.Format(bundle.Width) : null;
        foreach (var old in narrower.Exists ? narrower.EnumerateFiles().Where(old => old.Name != kept) : [])
        {
            old.Delete();
        }
    }

    /// <summary>Replaces the checkpoint. All that it covers must have been written before.</summary>
    /// <exception cref="IOException">It could not be made durable; stop the process rather than go on.</exception>
    public void WriteCheckpoint(SignedCheckpoint checkpoint)
    {
        DurableDirectory.Create(_path);
        _ = DurableFile.TryWrite(Path.Combine(_path, CheckpointName), checkpoint.ToBytes(), overwrite: true);
    }

    private ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string name, int maxSize, CancellationToken cancellationToken)
    {
        // Small files of a local disk: reading them at once is cheaper than handing each to another thread.
        cancellationToken.ThrowIfCancellationRequested();
        using var stream = RegularFile.OpenRead(Path.Combine(_path, name));
        if (stream is null)
        {
            return new ValueTask<ReadOnlyMemory<byte>?>(default(ReadOnlyMemory<byte>?));
        }

        // No honest file is larger; a larger one must not fill the memory.
        if (stream.Length > maxSize)
        {
            return new ValueTask<ReadOnlyMemory<byte>?>(ReadOnlyMemory<byte>.Empty);
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new ValueTask<ReadOnlyMemory<byte>?>(bytes);
    }

    private bool TryInsert(string name, ReadOnlySpan<byte> bytes)
    {
        var file = Path.Combine(_path, name);
        return File.Exists(file) ? HasContent(file, bytes) : TryWrite(file, bytes, overwrite: false) || HasContent(file, bytes);
    }

    private void Overwrite(string name, ReadOnlySpan<byte> bytes)
    {
        var file = Path.Combine(_path, name);
        if (!File.Exists(file) || !HasContent(file, bytes))
        {
            TryWrite(file, bytes, overwrite: true);
        }
    }

    private bool TryWrite(string file, ReadOnlySpan<byte> bytes, bool overwrite)
    {
        var directory = Path.GetDirectoryName(file)!;
        if (durability == FileDurability.EachFile)
        {
            DurableDirectory.Create(directory);
            return DurableFile.TryWrite(file, bytes, overwrite);
        }

        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Path.GetFileName(file)}.{Path.GetRandomFileName()}");
        File.WriteAllBytes(temporary, bytes);

        // A crash before this leaves a temporary file that nobody reads.
        File.Move(temporary, file, overwrite);
        return true;
    }

    private static bool HasContent(string file, ReadOnlySpan<byte> bytes) =>
        new FileInfo(file).Length == bytes.Length && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes);
}
