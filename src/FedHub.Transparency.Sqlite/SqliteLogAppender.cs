using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>Gives out indices from the row that holds the next one: no gaps, whatever is rolled back.</summary>
internal sealed class SqliteLogAppender
{
    private const string InsertSql = """
        INSERT INTO log_entry (idx, idempotency_key, leaf, leaf_hash, nonce, payload) VALUES ($idx, $key, $leaf, $hash, $nonce, $payload)
        """;

    private const string MoveSql = "UPDATE log_next SET next = $next WHERE id = 0 AND next = $first";

    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly long _first;
    private long _next;

    internal SqliteLogAppender(SqliteConnection connection, SqliteTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
        _first = (long)SqliteStatements.Get(connection, transaction, SqliteLogStore.CountSql).ExecuteScalar()!;
        _next = _first;
    }

    internal LogReceipt Append(NewLogEntry entry)
    {
        var leafHash = entry.Leaf.Hash();
        SqliteStatements.Execute(
            _connection,
            _transaction,
            InsertSql,
            ("$idx", _next),
            ("$key", entry.Key.ToArray()),
            ("$leaf", entry.Leaf.Encode()),
            ("$hash", leafHash.ToArray()),
            ("$nonce", entry.Nonce.ToArray()),
            ("$payload", entry.Payload.ToArray()));
        return new LogReceipt(_next++, leafHash, IsNew: true);
    }

    /// <summary>Moves the row on; the savepoint or the commit makes it one with the entries.</summary>
    internal void SaveNext()
    {
        if (_next != _first && SqliteStatements.Execute(_connection, _transaction, MoveSql, ("$next", _next), ("$first", _first)) != 1)
        {
            throw new InvalidOperationException("The log's next index moved under its only writer.");
        }
    }
}
