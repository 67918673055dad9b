using FedHub.Cryptography;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>The log in SQLite. Its static parts enlist in a caller's job, so that state and log entry are one commit.</summary>
public sealed class SqliteLogStore(SqliteDatabase database) : ILogStore
{
    /// <summary>The tables, for an application's migrations.</summary>
    public const string SchemaSql = """
        CREATE TABLE log_next (
            id INTEGER PRIMARY KEY CHECK (id = 0),
            next INTEGER NOT NULL CHECK (next >= 0)
        ) STRICT;
        INSERT INTO log_next (id, next) VALUES (0, 0);
        CREATE TABLE log_entry (
            idx INTEGER PRIMARY KEY CHECK (idx >= 0),
            idempotency_key BLOB NOT NULL UNIQUE CHECK (length(idempotency_key) = 32),
            leaf BLOB NOT NULL,
            leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
            nonce BLOB CHECK (nonce IS NULL OR length(nonce) = 16),
            payload BLOB,
            CHECK ((nonce IS NULL) = (payload IS NULL))
        ) STRICT;
        """;

    internal const string CountSql = "SELECT next FROM log_next WHERE id = 0";
    private const string FindSql = "SELECT idx, leaf_hash FROM log_entry WHERE idempotency_key = $key";

    /// <summary>Appends within a job of <see cref="SqliteWriter"/>; the entries are durable when the job's commit is.</summary>
    public static IReadOnlyList<LogReceipt> Append(
        SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<NewLogEntry> entries)
    {
        var find = SqliteStatements.Get(connection, transaction, FindSql);
        var appender = new SqliteLogAppender(connection, transaction);
        var receipts = new LogReceipt[entries.Count];
        for (var i = 0; i < receipts.Length; i++)
        {
            receipts[i] = ReadReceipt(SqliteStatements.Bind(find, ("$key", entries[i].Key.ToArray()))) ?? appender.Append(entries[i]);
        }

        appender.SaveNext();
        return receipts;
    }

    /// <summary>How many entries there are, on any connection.</summary>
    public static long Count(SqliteConnection connection)
    {
        using var command = Command(connection, null, CountSql);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Where the entry with this key is, on any connection; null when there is none.</summary>
    public static LogReceipt? Find(SqliteConnection connection, IdempotencyKey key)
    {
        using var command = Command(connection, null, FindSql);
        command.Parameters.Add("$key", SqliteType.Blob).Value = key.ToArray();
        return ReadReceipt(command);
    }

    /// <summary>Reads entries on any connection.</summary>
    public static IReadOnlyList<StoredLogEntry> Read(SqliteConnection connection, long start, int maxCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(maxCount);
        using var command = Command(
            connection, null, "SELECT idx, idempotency_key, leaf, nonce, payload, leaf_hash FROM log_entry WHERE idx >= $start ORDER BY idx LIMIT $count");
        command.Parameters.AddWithValue("$start", start);
        command.Parameters.AddWithValue("$count", maxCount);
        using var reader = command.ExecuteReader();
        var entries = new List<StoredLogEntry>();
        while (reader.Read())
        {
            entries.Add(ReadEntry(reader));
        }

        return entries;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<LogReceipt>> AppendAsync(IReadOnlyList<NewLogEntry> entries, CancellationToken cancellationToken) =>
        await database.Writer.ExecuteAsync((connection, transaction) => Append(connection, transaction, entries), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredLogEntry>> ReadAsync(long start, int maxCount, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Read(connection, start, maxCount), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(Count, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LogReceipt?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Find(connection, key), cancellationToken);

    internal static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        // A connection gives its commands its current transaction; naming one that is not its own is an error that should show.
        var command = connection.CreateCommand();
        command.Transaction = transaction ?? command.Transaction;
        command.CommandText = sql;
        return command;
    }

    private static LogReceipt? ReadReceipt(SqliteCommand find)
    {
        using var reader = find.ExecuteReader();
        return reader.Read() ? new LogReceipt(reader.GetInt64(0), Digest.FromBytes(reader.GetFieldValue<byte[]>(1)), IsNew: false) : null;
    }

    private static StoredLogEntry ReadEntry(SqliteDataReader reader)
    {
        _ = IdempotencyKey.TryFromBytes(reader.GetFieldValue<byte[]>(1), out var key);
        AuditOpening? opening = null;
        if (!reader.IsDBNull(3) && AuditNonce.TryFromBytes(reader.GetFieldValue<byte[]>(3), out var nonce))
        {
            opening = new AuditOpening(nonce, reader.GetFieldValue<byte[]>(4));
        }

        return new StoredLogEntry(reader.GetInt64(0), key, reader.GetFieldValue<byte[]>(2), opening)
        {
            LeafHash = Digest.FromBytes(reader.GetFieldValue<byte[]>(5)),
        };
    }
}
