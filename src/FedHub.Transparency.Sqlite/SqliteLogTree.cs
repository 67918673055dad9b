using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>
/// A log with its tree in SQLite, beside <see cref="SqliteLogStore"/>. Only full tiles are stored; a partial one is read from the hashes of
/// entries, or from the roots of the tiles below, so that any size that was ever published can still be served.
/// </summary>
public sealed class SqliteLogTree(SqliteDatabase database) : ILogTreeStore
{
    /// <summary>The tables, for an application's migrations; after <see cref="SqliteLogStore.SchemaSql"/>.</summary>
    public const string SchemaSql = """
        CREATE TABLE log_tile (
            level INTEGER NOT NULL CHECK (level >= 0),
            idx INTEGER NOT NULL CHECK (idx >= 0),
            hashes BLOB NOT NULL CHECK (length(hashes) = 8192),
            root BLOB NOT NULL CHECK (length(root) = 32),
            PRIMARY KEY (level, idx)
        ) STRICT;
        CREATE TABLE log_head (
            id INTEGER PRIMARY KEY CHECK (id = 0),
            size INTEGER NOT NULL CHECK (size >= 0),
            note BLOB NOT NULL
        ) STRICT;
        CREATE TABLE log_checkpoint (
            size INTEGER PRIMARY KEY CHECK (size >= 0),
            note BLOB NOT NULL
        ) STRICT;
        """;

    private readonly SqliteLogStore _entries = new(database);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogReceipt>> AppendAsync(IReadOnlyList<NewLogEntry> entries, CancellationToken cancellationToken) =>
        _entries.AppendAsync(entries, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredLogEntry>> ReadAsync(long start, int maxCount, CancellationToken cancellationToken) =>
        _entries.ReadAsync(start, maxCount, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => _entries.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LogReceipt?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken) => _entries.FindAsync(key, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> TryInitializeAsync(SignedCheckpoint empty, CancellationToken cancellationToken)
    {
        if (empty.Head != TreeHead.Empty)
        {
            throw new ArgumentException("A log begins with the empty tree.", nameof(empty));
        }

        return await database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                using var insert = SqliteLogStore.Command(connection, transaction, "INSERT INTO log_head (id, size, note) VALUES (0, 0, $note) ON CONFLICT DO NOTHING");
                insert.Parameters.AddWithValue("$note", empty.ToBytes());
                return insert.ExecuteNonQuery() == 1 && SqliteLogTreeWriter.TryKeep(connection, transaction, empty);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<SignedCheckpoint?> ReadHeadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var command = SqliteLogStore.Command(connection, null, "SELECT note FROM log_head WHERE id = 0");
            return command.ExecuteScalar() is byte[] note ? Parse(note) : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<HeadCommit> CommitAsync(
        SignedCheckpoint expected, SignedCheckpoint successor, IReadOnlyList<Tile> completed, CancellationToken cancellationToken)
    {
        try
        {
            return await database.Writer.ExecuteAsync(
                (connection, transaction) => SqliteLogTreeWriter.Commit(connection, transaction, expected, successor, completed), cancellationToken);
        }
        catch (SqliteHeadException exception)
        {
            // The job's writes are undone; what it found is the answer.
            return exception.Finding;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY)
        {
            // The writer's word for these: nothing was stored.
            return HeadCommit.NotStored;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SignedCheckpoint>> ReadCheckpointsAsync(long fromSize, int maxCount, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SignedCheckpoint>>(
            connection =>
            {
                using var command = SqliteLogStore.Command(
                    connection, null, "SELECT note FROM log_checkpoint WHERE size >= $size ORDER BY size LIMIT $count");
                command.Parameters.AddWithValue("$size", fromSize);
                command.Parameters.AddWithValue("$count", maxCount);
                using var reader = command.ExecuteReader();
                var checkpoints = new List<SignedCheckpoint>();
                while (reader.Read())
                {
                    checkpoints.Add(Parse(reader.GetFieldValue<byte[]>(0)));
                }

                return checkpoints;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteTileReader.ReadTile(connection, tile), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SqliteTileReader.ReadBundle(connection, bundle), cancellationToken);

    private static SignedCheckpoint Parse(byte[] note) => SignedCheckpoint.TryParse(note, out var checkpoint)
        ? checkpoint
        : throw new InvalidDataException("The database holds a checkpoint that is none. Restore nothing; keep the file and ask for help.");
}
