using System.Formats.Tar;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Sources;

/// <summary>A log in an archive of <c>fedhub log export --format archive</c>, read in place.</summary>
internal sealed class ArchiveLog : IPublishedLog
{
    /// <summary>The first file of an archive, which says what it is.</summary>
    public const string TitleFile = "fedhub-log-archive";

    /// <summary>What the first file holds.</summary>
    public const string Title = "fedhub log archive v1\n";

    // More files than this are no log of ours: some 10^9 entries.
    private const int MaxFiles = 12_000_000;

    private readonly FileStream _stream;
    private readonly Dictionary<string, (long Offset, long Length)> _files;

    private ArchiveLog(string path, FileStream stream, Dictionary<string, (long Offset, long Length)> files)
    {
        Place = path;
        _stream = stream;
        _files = files;
        HasOpenings = files.Keys.Any(name => name.StartsWith("openings/", StringComparison.Ordinal));
    }

    public string Place { get; }

    public bool HasOpenings { get; }

    /// <summary>Reads the archive's list of files.</summary>
    /// <exception cref="CliFailureException">It is no archive of a log.</exception>
    public static ArchiveLog Open(string path)
    {
        var stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.RandomAccess });
        try
        {
            return new ArchiveLog(path, stream, List(stream));
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or EndOfStreamException or ArgumentException)
        {
            stream.Dispose();
            throw new CliFailureException(
                ExitCode.Unreachable, "This file is not an archive of a log, or it is cut off", null, "Give what fedhub log export --format archive wrote, whole.", exception);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        ReadAsync(tile.ToString(), TileLayout.FullWidth * Digest.Size, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        ReadAsync(bundle.ToString(), EntryBundle.MaxSize, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken) => ReadAsync("checkpoint", SignedNote.MaxSize, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadOpeningsAsync(BundleId bundle, CancellationToken cancellationToken) =>
        ReadAsync(OpeningsPath.Of(bundle), OpeningBundle.MaxSize, cancellationToken);

    public void Dispose() => _stream.Dispose();

    private static Dictionary<string, (long Offset, long Length)> List(FileStream stream)
    {
        var files = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        using var reader = new TarReader(stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                || (files.Count == 0 && entry.Name != TitleFile)
                || files.Count == MaxFiles
                || !files.TryAdd(entry.Name, (entry.DataOffset, entry.Length)))
            {
                throw new InvalidDataException("Not an archive of a log.");
            }
        }

        return files.Count > 0 ? files : throw new InvalidDataException("Empty.");
    }

    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string name, int maxSize, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            return null;
        }

        if (file.Length > maxSize)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var bytes = new byte[file.Length];
        if (bytes.Length > 0)
        {
            _stream.Position = file.Offset;
            await _stream.ReadExactlyAsync(bytes, cancellationToken);
        }

        return bytes;
    }
}
