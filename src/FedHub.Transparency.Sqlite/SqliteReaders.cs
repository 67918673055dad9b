using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>A few read-only connections, opened when first needed and lent to one reader at a time.</summary>
internal sealed class SqliteReaders(string path, int maxCount) : IAsyncDisposable
{
    // Not disposed: it holds nothing of the system's, and late callers must find it usable to learn that they are late.
    private readonly SemaphoreSlim _free = new(maxCount);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    // Written by the one who disposes, once no connection is lent; read by callers that hold a place.
    private volatile bool _disposed;

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < maxCount; i++)
        {
            await _free.WaitAsync();
        }

        _disposed = true;
        while (_idle.TryTake(out var connection))
        {
            await connection.DisposeAsync();
        }

        _free.Release(maxCount);
    }

    internal async ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_idle.TryTake(out var connection))
            {
                connection = SqliteConnections.Open(path, SqliteOpenMode.ReadOnly);
            }

            try
            {
                return ReadSnapshot(connection, read);
            }
            finally
            {
                _idle.Add(connection);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>One transaction, so that all statements of a reader see the same commit.</summary>
    private static T ReadSnapshot<T>(SqliteConnection connection, Func<SqliteConnection, T> read)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    }
}
