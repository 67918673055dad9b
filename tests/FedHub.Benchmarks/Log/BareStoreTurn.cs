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
        BareStatements? statements = null;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < turn.Commits; i++)
        {
            var rows = entries[Share(entries.Length, i, turn.Commits)];
            var heads = Share(turn.Checkpoints.Length, i, turn.Commits);
            await database.Writer.ExecuteAsync(
                (connection, transaction) =>
                {
                    SqliteLogStore.Append(connection, transaction, rows);
                    statements ??= new BareStatements(connection);
                    for (var head = heads.Start.Value; head < heads.End.Value; head++)
                    {
                        var before = head == 0 ? 0 : turn.Checkpoints[head - 1].Head.Size;
                        WriteHead(statements, transaction, turn.Checkpoints[head], before);
                    }

                    return rows.Length;
                },
                cancellationToken);
        }

        return watch.Elapsed;
    }

    private static Range Share(int count, int part, int parts) => (int)((long)count * part / parts)..(int)((long)count * (part + 1) / parts);

    private static void WriteHead(BareStatements statements, SqliteTransaction transaction, SignedCheckpoint checkpoint, long before)
    {
        var size = checkpoint.Head.Size;
        for (var tile = before / TileLayout.FullWidth; tile < size / TileLayout.FullWidth; tile++)
        {
            statements.InsertTile(transaction, tile, _tile);
        }

        statements.WriteHead(transaction, size, checkpoint.ToBytes());
    }
}
