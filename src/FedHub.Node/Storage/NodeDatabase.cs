using FedHub.Cryptography;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Storage;

/// <summary>The node's SQLite database: one writer, any number of readers, every acknowledged write durable.</summary>
public sealed class NodeDatabase : IAsyncDisposable
{
    private readonly NodeLock _lock;
    private readonly SqliteConnection _writer;
    private readonly string _readerConnectionString;

    // Whoever holds it owns the writer connection.
    private readonly SemaphoreSlim _writerTurn = new(1, 1);

    private NodeDatabase(NodeLock nodeLock, SqliteConnection writer, string readerConnectionString)
    {
        _lock = nodeLock;
        _writer = writer;
        _readerConnectionString = readerConnectionString;
    }

    /// <summary>Creates the database, which must not exist.</summary>
    /// <exception cref="FedHubException">It exists.</exception>
    public static NodeDatabase Create(NodeDirectoryLayout layout) =>
        File.Exists(layout.DatabaseFile)
            ? throw new FedHubException(ErrorCode.FailedPrecondition, "There is a node.db already; it is never overwritten.")
            : Connect(layout, SqliteOpenMode.ReadWriteCreate);

    /// <summary>Opens the database, takes the directory's lock and applies statements of newer versions.</summary>
    /// <exception cref="FedHubException">It is missing, or another process works on the directory.</exception>
    public static NodeDatabase Open(NodeDirectoryLayout layout) =>
        File.Exists(layout.DatabaseFile)
            ? Connect(layout, SqliteOpenMode.ReadWrite)
            : throw new FedHubException(
                ErrorCode.FailedPrecondition, "node.db is missing. Restore it from a backup; for a new node use `fedhub node init` in an empty directory.");

    /// <summary>Runs a job inside a write transaction. When the task completes, its effects are durable; when it throws, there are none.</summary>
    /// <param name="job">Uses the connection without beginning a transaction of its own, and must not block.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; a job that has begun is finished.</param>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> job, CancellationToken cancellationToken)
    {
        await _writerTurn.WaitAsync(cancellationToken);
        try
        {
            // synchronous=FULL: COMMIT returns after the write-ahead log is on the disk. A crash before it leaves nothing of the job.
            _writer.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = job(_writer);
                _writer.Execute("COMMIT");
                return result;
            }
            catch
            {
                _writer.Execute("ROLLBACK");
                throw;
            }
        }
        finally
        {
            _writerTurn.Release();
        }
    }

    /// <summary>Runs a query on a connection that sees all writes acknowledged before.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        using var connection = new SqliteConnection(_readerConnectionString);
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000");
        return query(connection);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writerTurn.WaitAsync();
        await _writer.DisposeAsync();
        _lock.Dispose();
        _writerTurn.Dispose();
    }

    private static NodeDatabase Connect(NodeDirectoryLayout layout, SqliteOpenMode mode)
    {
        var nodeLock = NodeLock.Take(layout);
        try
        {
            var connection = new SqliteConnection(ConnectionString(layout, mode, pooling: false));
            connection.Open();
            Protect(layout.DatabaseFile);
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON");
            ApplyStatements(connection);
            return new NodeDatabase(nodeLock, connection, ConnectionString(layout, SqliteOpenMode.ReadOnly, pooling: true));
        }
        catch
        {
            nodeLock.Dispose();
            throw;
        }
    }

    private static void ApplyStatements(SqliteConnection connection)
    {
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute("CREATE TABLE IF NOT EXISTS applied_statement (sha256 BLOB PRIMARY KEY) STRICT, WITHOUT ROWID");
        foreach (var statement in NodeSchema.Statements)
        {
            var digest = Digest.Of(System.Text.Encoding.UTF8.GetBytes(statement)).ToArray();
            if (connection.Query("SELECT 1 FROM applied_statement WHERE sha256 = $sha256", _ => true, ("$sha256", digest)).Count == 0)
            {
                connection.Execute(statement);
                connection.Execute("INSERT INTO applied_statement VALUES ($sha256)", ("$sha256", digest));
            }
        }

        connection.Execute("COMMIT");
    }

    private static string ConnectionString(NodeDirectoryLayout layout, SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = layout.DatabaseFile, Mode = mode, Pooling = pooling }.ToString();

    private static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
