using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>Gives out indices from the row that holds the next one: no gaps, whatever is rolled back.</summary>
internal sealed class SqliteLogAppender : IDisposable
{
    private const string InsertSql = """
        INSERT INTO log_entry (idx, idempotency_key, leaf, leaf_hash, nonce, payload) VALUES ($idx, $key, $leaf, $hash, $nonce, $payload)
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _index;
    private readonly SqliteParameter _key;
    private readonly SqliteParameter _leaf;
    private readonly SqliteParameter _hash;
    private readonly SqliteParameter _nonce;
    private readonly SqliteParameter _payload;
    private readonly long _first;
    private long _next;

    internal SqliteLogAppender(SqliteConnection connection, SqliteTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
        _insert = SqliteLogStore.Command(connection, transaction, InsertSql);
        _index = _insert.Parameters.Add("$idx", SqliteType.Integer);
        _key = _insert.Parameters.Add("$key", SqliteType.Blob);
        _leaf = _insert.Parameters.Add("$leaf", SqliteType.Blob);
        _hash = _insert.Parameters.Add("$hash", SqliteType.Blob);
        _nonce = _insert.Parameters.Add("$nonce", SqliteType.Blob);
        _payload = _insert.Parameters.Add("$payload", SqliteType.Blob);
        _first = SqliteLogStore.Count(connection);
        _next = _first;
    }

    public void Dispose() => _insert.Dispose();

    internal LogReceipt Append(NewLogEntry entry)
    {
        var leafHash = entry.Leaf.Hash();
        _index.Value = _next;
        _key.Value = entry.Key.ToArray();
        _leaf.Value = entry.Leaf.Encode();
        _hash.Value = leafHash.ToArray();
        _nonce.Value = entry.Nonce.ToArray();
        _payload.Value = entry.Payload.ToArray();
        _insert.ExecuteNonQuery();
        return new LogReceipt(_next++, leafHash, IsNew: true);
    }

    /// <summary>Moves the row on; the savepoint or the commit makes it one with the entries.</summary>
    internal void SaveNext()
    {
        if (_next == _first)
        {
            return;
        }

        using var update = SqliteLogStore.Command(_connection, _transaction, "UPDATE log_next SET next = $next WHERE id = 0 AND next = $first");
        update.Parameters.AddWithValue("$next", _next);
        update.Parameters.AddWithValue("$first", _first);
        if (update.ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException("The log's next index moved under its only writer.");
        }
    }
}
