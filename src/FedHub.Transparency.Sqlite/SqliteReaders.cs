using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>A few read-only connections, opened when first needed and lent to one reader at a time.</summary>
internal sealed class SqliteReaders(string path, int maxCount) : IDisposable
{
    private readonly SemaphoreSlim _free = new(maxCount);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _free.Dispose();
    }

    internal async ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
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
