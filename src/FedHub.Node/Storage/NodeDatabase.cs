using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Storage;

/// <summary>The node's SQLite database: one writer, a few readers, every acknowledged write durable. One process at a time.</summary>
public sealed class NodeDatabase : IAsyncDisposable
{
    private NodeDatabase(SqliteDatabase sqlite) => Sqlite = sqlite;

    /// <summary>The database itself, for stores that bring their own statements.</summary>
    public SqliteDatabase Sqlite { get; }

    /// <summary>Creates and opens the database, which must not exist.</summary>
    /// <exception cref="FedHubException">It exists.</exception>
    public static NodeDatabase Create(NodeDirectoryLayout layout) => Guard(() =>
    {
        SqliteDatabase.Create(layout.DatabaseFile, NodeSchema.Schema);
        return new NodeDatabase(SqliteDatabase.Open(layout.DatabaseFile, NodeSchema.Schema));
    });

    /// <summary>Opens the database and applies migrations of newer versions.</summary>
    /// <exception cref="FedHubException">It is missing, or another process works on it.</exception>
    public static NodeDatabase Open(NodeDirectoryLayout layout) => Guard(() => new NodeDatabase(SqliteDatabase.Open(layout.DatabaseFile, NodeSchema.Schema)));

    /// <summary>Runs a job inside a write transaction. When the task completes, its effects are durable; when it throws, there are none.</summary>
    /// <param name="job">Uses the connection without beginning a transaction of its own, and must not block.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; a job that has begun is finished.</param>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> job, CancellationToken cancellationToken) =>
        Sqlite.Writer.ExecuteAsync((connection, _) => job(connection), cancellationToken);

    /// <summary>As <see cref="WriteAsync"/>, for jobs that append to the node's log in the same transaction.</summary>
    internal Task<T> WriteLoggedAsync<T>(Func<SqliteConnection, SqliteTransaction, T> job, CancellationToken cancellationToken) => Sqlite.Writer.ExecuteAsync(job, cancellationToken);

    /// <summary>Runs a query on a connection that sees all writes acknowledged before.</summary>
    public ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken) => Sqlite.ReadAsync(query, cancellationToken);

    /// <summary>As <see cref="ReadAsync"/>, for callers that cannot await. Waits only while all read connections are lent.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        var read = Sqlite.ReadAsync(query, CancellationToken.None);
        return read.IsCompleted ? read.GetAwaiter().GetResult() : read.AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Sqlite.DisposeAsync();

    private static NodeDatabase Guard(Func<NodeDatabase> open)
    {
        try
        {
            return open();
        }
        catch (SqliteDatabaseException exception)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, exception.Message);
        }
    }
}
