using System.Diagnostics;
using FedHub.Cryptography;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Benchmarks;

/// <summary>
/// The rows of a turn of the log through the same writer: its entries, prepared beforehand, and its heads, checkpoints and full tiles, spread evenly
/// over as many commits. No hashing of a tree, no signature, no reading back, nobody waiting.
/// </summary>
internal static class BareStoreTurn
{
    private static readonly byte[] _tile = new byte[TileLayout.FullWidth * Digest.Size];

    internal static async Task<TimeSpan> RunAsync(string path, LogTurnResult turn, CancellationToken cancellationToken)
    {
        SqliteDatabase.Create(path, LogTurn.Schema);
        await using var database = SqliteDatabase.Open(path, LogTurn.Schema);
        var entries = Enumerable.Range(0, turn.Entries).Select(_ => LogTurn.Entry()).ToArray();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < turn.Commits; i++)
        {
            var rows = entries[Share(entries.Length, i, turn.Commits)];
            var heads = Share(turn.Checkpoints.Length, i, turn.Commits);
            await database.Writer.ExecuteAsync(
                (connection, transaction) =>
                {
                    SqliteLogStore.Append(connection, transaction, rows);
                    for (var head = heads.Start.Value; head < heads.End.Value; head++)
                    {
                        var before = head == 0 ? 0 : turn.Checkpoints[head - 1].Head.Size;
                        WriteHead(connection, transaction, turn.Checkpoints[head], before);
                    }

                    return rows.Length;
                },
                cancellationToken);
        }

        return watch.Elapsed;
    }

    private static Range Share(int count, int part, int parts) => (int)((long)count * part / parts)..(int)((long)count * (part + 1) / parts);

    private static void WriteHead(SqliteConnection connection, SqliteTransaction transaction, SignedCheckpoint checkpoint, long before)
    {
        var size = checkpoint.Head.Size;
        for (var tile = before / TileLayout.FullWidth; tile < size / TileLayout.FullWidth; tile++)
        {
            Execute(connection, transaction, "INSERT INTO log_tile (level, idx, hashes, root) VALUES (0, $number, $bytes, zeroblob(32))", tile, _tile);
        }

        var note = checkpoint.ToBytes();
        Execute(connection, transaction, "INSERT INTO log_checkpoint (size, note) VALUES ($number, $bytes)", size, note);
        Execute(
            connection, transaction, "INSERT INTO log_head (id, size, note) VALUES (0, $number, $bytes) ON CONFLICT DO UPDATE SET size = $number, note = $bytes", size, note);
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql, long number, byte[] bytes)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.Parameters.AddWithValue("$number", number);
        command.Parameters.AddWithValue("$bytes", bytes);
        command.ExecuteNonQuery();
    }
}
