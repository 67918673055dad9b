using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>What a witness knows of one log, in SQLite.</summary>
/// <param name="database">The node's database.</param>
/// <param name="origin">Which log.</param>
public sealed class SqliteWitnessStore(SqliteDatabase database, KeyName origin) : IWitnessStore
{
    /// <summary>The tables, for an application's migrations.</summary>
    public const string SchemaSql = """
        CREATE TABLE witness_checkpoint (
            origin TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            note BLOB NOT NULL,
            PRIMARY KEY (origin, size)
        ) STRICT;
        CREATE TABLE witness_fork (
            origin TEXT PRIMARY KEY,
            evidence BLOB NOT NULL
        ) STRICT;
        """;

    private readonly string _origin = origin.ToString();

    /// <inheritdoc/>
    public ValueTask<WitnessState> LoadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => WitnessState.Restore(ReadCheckpoints(connection), ReadFork(connection)), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveAsync(SignedCheckpoint accepted, CancellationToken cancellationToken) =>
        await database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                using var insert = SqliteLogStore.Command(
                    connection, transaction, "INSERT INTO witness_checkpoint (origin, size, note) VALUES ($origin, $size, $note) ON CONFLICT DO UPDATE SET note = $note");
                insert.Parameters.AddWithValue("$origin", _origin);
                insert.Parameters.AddWithValue("$size", accepted.Head.Size);
                insert.Parameters.AddWithValue("$note", accepted.ToBytes());
                insert.ExecuteNonQuery();
                return Trim(connection, transaction);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveForkAsync(ForkEvidence evidence, CancellationToken cancellationToken) =>
        await database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                // The first evidence stays: it is what the node stopped for.
                using var insert = SqliteLogStore.Command(
                    connection, transaction, "INSERT INTO witness_fork (origin, evidence) VALUES ($origin, $evidence) ON CONFLICT DO NOTHING");
                insert.Parameters.AddWithValue("$origin", _origin);
                insert.Parameters.AddWithValue("$evidence", evidence.ToBytes());
                return insert.ExecuteNonQuery();
            },
            cancellationToken);

    private int Trim(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var delete = SqliteLogStore.Command(
            connection,
            transaction,
            "DELETE FROM witness_checkpoint WHERE origin = $origin AND size NOT IN "
                + "(SELECT size FROM witness_checkpoint WHERE origin = $origin ORDER BY size DESC LIMIT $window)");
        delete.Parameters.AddWithValue("$origin", _origin);
        delete.Parameters.AddWithValue("$window", WitnessState.WindowSize);
        return delete.ExecuteNonQuery();
    }

    private List<SignedCheckpoint> ReadCheckpoints(SqliteConnection connection)
    {
        using var command = SqliteLogStore.Command(connection, null, "SELECT note FROM witness_checkpoint WHERE origin = $origin ORDER BY size");
        command.Parameters.AddWithValue("$origin", _origin);
        using var reader = command.ExecuteReader();
        var checkpoints = new List<SignedCheckpoint>();
        while (reader.Read())
        {
            checkpoints.Add(SignedCheckpoint.TryParse(reader.GetFieldValue<byte[]>(0), out var checkpoint) ? checkpoint : throw Damaged());
        }

        return checkpoints;
    }

    private ForkEvidence? ReadFork(SqliteConnection connection)
    {
        using var command = SqliteLogStore.Command(connection, null, "SELECT evidence FROM witness_fork WHERE origin = $origin");
        command.Parameters.AddWithValue("$origin", _origin);
        return command.ExecuteScalar() is byte[] bytes ? ForkEvidence.TryParse(bytes, out var evidence) ? evidence : throw Damaged() : null;
    }

    private static InvalidDataException Damaged() =>
        new("The database holds a witness's state that is none. Do not set it back: a witness that has lost its state needs a new key.");
}
