using System.Globalization;
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
        _folder = new LogFolder(path, FileDurability.None);
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
            if (!_folder.TryWrite(tile))
            {
                return new LogExportResult(null, sequenced, Foreign(tile.Id.ToString()));
            }
        }

        if (_tiles.Root() != head.Head.Root)
        {
            return new LogExportResult(null, sequenced, "the entries do not lead to the signed checkpoint: the database was damaged or altered");
        }

        _folder.WriteCheckpoint(head);
        return new LogExportResult(head, sequenced, null);
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

        if (!_folder.TryWrite(bundle, EntryBundle.Encode([.. entries.Select(entry => entry.Leaf)])))
        {
            return Foreign(bundle.ToString());
        }

        var foreign = _tiles.TakeCompleted().FirstOrDefault(tile => !_folder.TryWrite(tile));
        WriteOpenings(bundle, entries);
        return foreign is null ? null : Foreign(foreign.Id.ToString());
    }

    /// <summary>Openings are replaced: a payload may have been erased since.</summary>
    private void WriteOpenings(BundleId bundle, IReadOnlyList<StoredLogEntry> entries)
    {
        var openings = entries.Select(entry => entry.Opening is { } opening ? ServedOpening.Whole(entry.Index, opening) : ServedOpening.Erased(entry.Index)).ToList();
        var file = Path.Combine(_path, OpeningsPath.Of(bundle));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, OpeningBundle.Encode(bundle, openings));
        var narrower = new DirectoryInfo(Path.Combine(_path, OpeningsPath.Of(bundle.Full)) + ".p");
        var kept = bundle.IsPartial ? bundle.Width.ToString(CultureInfo.InvariantCulture) : null;

        // The same payloads when the bundle was narrower: they should not lie about twice.
        foreach (var old in narrower.Exists ? narrower.EnumerateFiles().Where(old => old.Name != kept) : [])
        {
            old.Delete();
        }
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

    private static string Foreign(string name) => $"the folder holds other bytes as {name}: it is of another log, or this one was set back and went on differently";
}
