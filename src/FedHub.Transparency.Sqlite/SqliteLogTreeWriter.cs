using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>The writes of one commit of the tree, within a job of <see cref="SqliteWriter"/>.</summary>
internal static class SqliteLogTreeWriter
{
    private const string KeepSql = "INSERT INTO log_checkpoint (size, note) VALUES ($size, $note) ON CONFLICT DO NOTHING";
    private const string SwapSql = "UPDATE log_head SET size = $size, note = $note WHERE id = 0 AND size = $oldSize AND note = $oldNote";
    private const string InsertSql = "INSERT INTO log_tile (level, idx, hashes, root) VALUES ($level, $idx, $hashes, $root) ON CONFLICT DO NOTHING";

    /// <summary>Inserts the tiles, keeps the checkpoint, moves the head.</summary>
    /// <exception cref="SqliteHeadException">The job must be undone.</exception>
    internal static HeadCommit Commit(
        SqliteConnection connection, SqliteTransaction transaction, SignedCheckpoint expected, SignedCheckpoint next, IReadOnlyList<Tile> completed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(next.Head.Size, expected.Head.Size, nameof(next));
        foreach (var tile in completed)
        {
            if (!TryInsert(connection, transaction, tile))
            {
                throw new SqliteHeadException(HeadCommit.TileDiffers);
            }
        }

        if (!TryKeep(connection, transaction, next) || !TrySwap(connection, transaction, expected, next))
        {
            throw new SqliteHeadException(HeadCommit.HeadMoved);
        }

        return HeadCommit.Committed;
    }

    /// <summary>Keeps a checkpoint among all that were ever signed; false when there is another one of its size.</summary>
    internal static bool TryKeep(SqliteConnection connection, SqliteTransaction transaction, SignedCheckpoint checkpoint) =>
        SqliteStatements.Execute(connection, transaction, KeepSql, ("$size", checkpoint.Head.Size), ("$note", checkpoint.ToBytes())) == 1;

    // The only fence against two histories: one row, compared to the byte, and the count of rows checked.
    private static bool TrySwap(SqliteConnection connection, SqliteTransaction transaction, SignedCheckpoint expected, SignedCheckpoint next) =>
        SqliteStatements.Execute(
            connection,
            transaction,
            SwapSql,
            ("$size", next.Head.Size),
            ("$note", next.ToBytes()),
            ("$oldSize", expected.Head.Size),
            ("$oldNote", expected.ToBytes())) == 1;

    private static bool TryInsert(SqliteConnection connection, SqliteTransaction transaction, Tile tile) =>
        SqliteStatements.Execute(
            connection,
            transaction,
            InsertSql,
            ("$level", tile.Id.Level),
            ("$idx", tile.Id.Index),
            ("$hashes", tile.Hashes.ToArray()),
            ("$root", tile.Root().ToArray())) == 1
        || (SqliteTileReader.ReadTile(connection, tile.Id) is { } stored && stored.Span.SequenceEqual(tile.Hashes.Span));
}
