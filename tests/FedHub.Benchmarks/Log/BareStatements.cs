using Microsoft.Data.Sqlite;

namespace FedHub.Benchmarks;

/// <summary>The bare store's statements, parsed once, as the log parses its own.</summary>
internal sealed class BareStatements(SqliteConnection connection)
{
    private readonly SqliteCommand _tile = Command(connection, "INSERT INTO log_tile (level, idx, hashes, root) VALUES (0, $number, $bytes, zeroblob(32))");
    private readonly SqliteCommand _checkpoint = Command(connection, "INSERT INTO log_checkpoint (size, note) VALUES ($number, $bytes)");
    private readonly SqliteCommand _head = Command(
        connection, "INSERT INTO log_head (id, size, note) VALUES (0, $number, $bytes) ON CONFLICT DO UPDATE SET size = $number, note = $bytes");

    internal void InsertTile(SqliteTransaction transaction, long tile, byte[] hashes) => Execute(_tile, transaction, tile, hashes);

    internal void WriteHead(SqliteTransaction transaction, long size, byte[] note)
    {
        Execute(_checkpoint, transaction, size, note);
        Execute(_head, transaction, size, note);
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$number", SqliteType.Integer);
        command.Parameters.Add("$bytes", SqliteType.Blob);
        return command;
    }

    private static void Execute(SqliteCommand command, SqliteTransaction transaction, long number, byte[] bytes)
    {
        command.Transaction = transaction;
        command.Parameters[0].Value = number;
        command.Parameters[1].Value = bytes;
        command.ExecuteNonQuery();
    }
}
