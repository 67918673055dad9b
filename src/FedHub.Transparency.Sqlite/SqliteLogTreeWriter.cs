using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>The writes of one commit of the tree, within a job of <see cref="SqliteWriter"/>.</summary>
internal static class SqliteLogTreeWriter
{
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
    internal static bool TryKeep(SqliteConnection connection, SqliteTransaction transaction, SignedCheckpoint checkpoint)
    {
        using var insert = SqliteLogStore.Command(
            connection, transaction, "INSERT INTO log_checkpoint (size, note) VALUES ($size, $note) ON CONFLICT DO NOTHING");
        insert.Parameters.AddWithValue("$size", checkpoint.Head.Size);
        insert.Parameters.AddWithValue("$note", checkpoint.ToBytes());
        return insert.ExecuteNonQuery() == 1;
    }

    private static bool TrySwap(SqliteConnection connection, SqliteTransaction transaction, SignedCheckpoint expected, SignedCheckpoint next)
    {
        // The only fence against two histories: one row, compared to the byte, and the count of rows checked.
        using var update = SqliteLogStore.Command(
            connection, transaction, "UPDATE log_head SET size = $size, note = $note WHERE id = 0 AND size = $oldSize AND note = $oldNote");
        update.Parameters.AddWithValue("$size", next.Head.Size);
        update.Parameters.AddWithValue("$note", next.ToBytes());
        update.Parameters.AddWithValue("$oldSize", expected.Head.Size);
        update.Parameters.AddWithValue("$oldNote", expected.ToBytes());
        return update.ExecuteNonQuery() == 1;
    }

    private static bool TryInsert(SqliteConnection connection, SqliteTransaction transaction, Tile tile)
    {
        using var insert = SqliteLogStore.Command(
            connection, transaction, "INSERT INTO log_tile (level, idx, hashes, root) VALUES ($level, $idx, $hashes, $root) ON CONFLICT DO NOTHING");
        insert.Parameters.AddWithValue("$level", tile.Id.Level);
        insert.Parameters.AddWithValue("$idx", tile.Id.Index);
        insert.Parameters.AddWithValue("$hashes", tile.Hashes.ToArray());
        insert.Parameters.AddWithValue("$root", tile.Root().ToArray());
        return insert.ExecuteNonQuery() == 1
            || SqliteTileReader.ReadTile(connection, tile.Id) is { } stored && stored.Span.SequenceEqual(tile.Hashes.Span);
    }
}
