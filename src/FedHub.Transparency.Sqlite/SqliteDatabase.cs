using FedHub.Cryptography;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>
/// A database file of this process: one writing connection with group commit, a few read-only ones, and a lock that keeps other
/// processes from writing. On a local file system only.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private const int ReaderCount = 4;

    private readonly SqliteFileLock _lock;
    private readonly SqliteReaders _readers;
    private int _disposed;

    private SqliteDatabase(SqliteFileLock fileLock, SqliteWriter writer, SqliteReaders readers)
    {
        _lock = fileLock;
        Writer = writer;
        _readers = readers;
    }

    /// <summary>Writes; see <see cref="SqliteWriter.ExecuteAsync"/>.</summary>
    public SqliteWriter Writer { get; }

    /// <summary>Makes the database, durably and whole or not at all. Only <c>init</c> commands do this.</summary>
    /// <exception cref="SqliteDatabaseException">There is a file already, or a setting is refused.</exception>
    /// <exception cref="IOException">The file could not be made durable.</exception>
    public static void Create(string path, SqliteSchema schema)
    {
        var fullPath = Path.GetFullPath(path);
        using var fileLock = SqliteFileLock.Take(fullPath);
        if (Path.Exists(fullPath))
        {
            throw AlreadyExists(path);
        }

        // A crash on the way leaves a file of another name, which the next attempt replaces.
        var temporary = fullPath + ".init";
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(temporary + suffix);
        }

        CreateOwnerOnly(temporary);
        using (var connection = SqliteConnections.Open(temporary, SqliteOpenMode.ReadWrite))
        {
            SqliteMigrator.Claim(connection, schema);
            SqliteMigrator.Migrate(connection, schema);
        }

        if (!DurableFile.TryPublish(temporary, fullPath, overwrite: false))
        {
            throw AlreadyExists(path);
        }
    }

    /// <summary>Opens a database that <see cref="Create"/> made, brings it to the schema's version and starts its writer.</summary>
    /// <exception cref="SqliteDatabaseException">It is missing, in use, foreign, too new, or refuses a setting.</exception>
    public static SqliteDatabase Open(string path, SqliteSchema schema)
    {
        var fullPath = Path.GetFullPath(path);
        if (!File.Exists(fullPath))
        {
            throw new SqliteDatabaseException(SqliteDatabaseFault.Missing, $"There is no database at '{path}'. Run the init command first.");
        }

        var fileLock = SqliteFileLock.Take(fullPath);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteConnections.Open(fullPath, SqliteOpenMode.ReadWrite);
            SqliteMigrator.Migrate(connection, schema);
            return new SqliteDatabase(fileLock, new SqliteWriter(connection, fullPath), new SqliteReaders(fullPath, ReaderCount));
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB)
        {
            connection?.Dispose();
            fileLock.Dispose();
            throw new SqliteDatabaseException(SqliteDatabaseFault.Foreign, $"The file at '{path}' is not a database.", exception);
        }
        catch
        {
            connection?.Dispose();
            fileLock.Dispose();
            throw;
        }
    }

    /// <summary>Reads on a read-only connection; all that <paramref name="read"/> sees is one durable state.</summary>
    /// <param name="read">Runs on the caller's thread; keep it short and return data, not readers.</param>
    /// <param name="cancellationToken">Gives up while waiting for a connection.</param>
    public ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        _readers.ReadAsync(read, cancellationToken);

    /// <summary>Carries out what is queued, closes all connections and gives up the lock. May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // Readers first: the last connection to close checkpoints, and that must be the writer's.
        await _readers.DisposeAsync();
        await Writer.DisposeAsync();
        _lock.Dispose();
    }

    private static void CreateOwnerOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // SQLite gives the files beside it the same mode.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
    }

    private static SqliteDatabaseException AlreadyExists(string path) =>
        new(SqliteDatabaseFault.AlreadyExists, $"There is a database at '{path}' already. Move it away or choose another path.");
}
