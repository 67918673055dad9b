using FedHub.Cryptography;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>
/// Writes a log out of its database as a folder: checkpoint, tiles, bundles and the openings of all payloads. The database may be in use; it is only
/// read. Every hash is computed again from the entries, so that what is written leads to the signed checkpoint or is said to be damaged.
/// </summary>
public sealed class SqliteLogExport
{
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly LogFolder _folder;
    private readonly TileBuilder _tiles = new();

    private SqliteLogExport(SqliteConnection connection, string path)
    {
        _connection = connection;
        _path = path;
        _folder = new LogFolder(path);
    }

    /// <summary>Writes the folder, or brings one that was written before up to date. Its checkpoint is replaced last.</summary>
    /// <param name="file">The database.</param>
    /// <param name="folder">Where to; for its owner only, since payloads say who asked whom.</param>
    /// <param name="progress">Hears how many entries were written.</param>
    /// <param name="cancellationToken">Gives up; the folder then still leads to its checkpoint of before.</param>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static LogExportResult Run(string file, string folder, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var snapshot = new LogSnapshot(file);
        return new SqliteLogExport(snapshot.Connection, Path.GetFullPath(folder)).Run(progress, cancellationToken);
    }

    /// <summary>How many entries are durable, and how many of them are signed.</summary>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static (long Sequenced, SignedCheckpoint? Head) ReadState(SqliteConnection connection)
    {
        using var command = SqliteLogStore.Command(connection, null, "SELECT note FROM log_head WHERE id = 0");
        return (SqliteLogStore.Count(connection), command.ExecuteScalar() is byte[] note && SignedCheckpoint.TryParse(note, out var head) ? head : null);
    }

    private LogExportResult Run(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (sequenced, head) = ReadState(_connection);
        if (head is null)
        {
            return new LogExportResult(null, sequenced, "there is no signed checkpoint: the log was never begun, or its head is damaged");
        }

        if (Refusal(head, sequenced) is { } refusal)
        {
            return refusal;
        }

        CreateFolder(_path);
        for (var first = 0L; first < head.Head.Size; first += TileLayout.FullWidth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (WriteBundle(TileLayout.BundleOf(first, head.Head.Size)) is { } finding)
            {
                return new LogExportResult(null, sequenced, finding);
            }

            progress?.Report(_tiles.Count);
        }

        foreach (var tile in _tiles.Partials())
        {
            _folder.Write(tile);
        }

        if (_tiles.Root() != head.Head.Root)
        {
            return new LogExportResult(null, sequenced, "the entries do not lead to the signed checkpoint: the database was damaged or altered");
        }

        _folder.WriteCheckpoint(head);

        // A crash before this leaves payloads twice, until the next export; never a checkpoint without its openings.
        foreach (var bundle in TileLayout.Bundles(head.Head.Size))
        {
            _folder.DeleteNarrowerOpenings(bundle);
        }

        return new LogExportResult(head, sequenced, null);
    }

    /// <summary>Whether the log continues what the folder holds. Nothing is written before that is known: then whatever else differs is damage.</summary>
    private LogExportResult? Refusal(SignedCheckpoint head, long sequenced)
    {
        var file = new FileInfo(Path.Combine(_path, "checkpoint"));
        if (!file.Exists)
        {
            return null;
        }

        if (file.Length > SignedNote.MaxSize || !SignedCheckpoint.TryParse(File.ReadAllBytes(file.FullName), out var held))
        {
            return new LogExportResult(null, sequenced, "the folder's checkpoint is none") { IsOfAnotherFolder = true };
        }

        if (held.Checkpoint.Origin != head.Checkpoint.Origin)
        {
            return new LogExportResult(null, sequenced, $"the folder is of another log, {held.Checkpoint.Origin}, and this is {head.Checkpoint.Origin}") { IsOfAnotherFolder = true };
        }

        return held.Head.Size <= head.Head.Size && RootOf(held.Head.Size) == held.Head.Root ? null : new LogExportResult(
            null,
            sequenced,
            FormattableString.Invariant(
                $"the folder leads to a signed checkpoint of {held.Head.Size} entries, and this log, of {head.Head.Size}, does not continue it: it was set back and went on differently, or its database was altered"));
    }

    /// <summary>The root over the first entries; null when some are missing.</summary>
    private Digest? RootOf(long size)
    {
        using var command = SqliteLogStore.Command(_connection, null, "SELECT leaf FROM log_entry WHERE idx < $size ORDER BY idx");
        command.Parameters.AddWithValue("$size", size);
        using var reader = command.ExecuteReader();
        var tiles = new TileBuilder();
        while (reader.Read())
        {
            tiles.Append(MerkleHash.Leaf(reader.GetFieldValue<byte[]>(0)));
            tiles.TakeCompleted();
        }

        return tiles.Count == size ? tiles.Root() : null;
    }

    /// <summary>Writes entries, openings and the tiles that they fill.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    private string? WriteBundle(BundleId bundle)
    {
        var first = bundle.Index * TileLayout.FullWidth;
        var entries = SqliteLogStore.Read(_connection, first, bundle.Width);
        if (entries.Count != bundle.Width || entries[^1].Index != first + bundle.Width - 1)
        {
            return FormattableString.Invariant($"an entry between {first} and {first + bundle.Width - 1} is missing");
        }

        foreach (var entry in entries)
        {
            _tiles.Append(MerkleHash.Leaf(entry.Leaf.Span));
        }

        _folder.Write(bundle, EntryBundle.Encode([.. entries.Select(entry => entry.Leaf)]));
        foreach (var tile in _tiles.TakeCompleted())
        {
            _folder.Write(tile);
        }

        var openings = entries.Select(entry => entry.Opening is { } opening ? ServedOpening.Whole(entry.Index, opening) : ServedOpening.Erased(entry.Index));
        _folder.WriteOpenings(bundle, OpeningBundle.Encode(bundle, [.. openings]));
        return null;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
