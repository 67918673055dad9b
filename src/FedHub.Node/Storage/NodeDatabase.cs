using Microsoft.Data.Sqlite;

namespace FedHub.Node.Storage;

/// <summary>The node's SQLite database: one writer, any number of readers, every acknowledged write durable.</summary>
public sealed class NodeDatabase : IAsyncDisposable
{
    /// <summary>Creates the database, which must not exist.</summary>
    public static NodeDatabase Create(NodeDirectoryLayout layout) => throw new NotSupportedException();

    /// <summary>Opens the database, takes the directory's lock and applies statements of newer versions.</summary>
    /// <exception cref="FedHub.Protocol.FedHubException">It is missing, or another process works on the directory.</exception>
    public static NodeDatabase Open(NodeDirectoryLayout layout) => throw new NotSupportedException();

    /// <summary>Runs a job inside a write transaction. When the task completes, its effects are durable; when it throws, there are none.</summary>
    /// <param name="job">Uses the connection without beginning a transaction of its own; runs on the writer's thread and must not block.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; a job that has begun is finished.</param>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> job, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Runs a query on a connection that sees all writes acknowledged before.</summary>
    public T Read<T>(Func<SqliteConnection, T> query) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
