using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>Tiles and bundles, full or partial, up to the head.</summary>
internal static class SqliteTileReader
{
    internal static ReadOnlyMemory<byte>? ReadTile(SqliteConnection connection, TileId tile)
    {
        if (!tile.IsPartial)
        {
            using var full = SqliteLogStore.Command(connection, null, "SELECT hashes FROM log_tile WHERE level = $level AND idx = $idx");
            full.Parameters.AddWithValue("$level", tile.Level);
            full.Parameters.AddWithValue("$idx", tile.Index);
            return full.ExecuteScalar() is byte[] hashes ? hashes : default(ReadOnlyMemory<byte>?);
        }

        return IsPublished(connection, tile) ? ReadPartial(connection, tile) : null;
    }

    internal static ReadOnlyMemory<byte>? ReadBundle(SqliteConnection connection, BundleId bundle)
    {
        if (!IsPublished(connection, bundle.Hashes))
        {
            return null;
        }

        using var command = SqliteLogStore.Command(connection, null, "SELECT leaf FROM log_entry WHERE idx >= $first AND idx < $end ORDER BY idx");
        var leaves = ReadColumn(command, bundle.Index, bundle.Width);
        if (leaves.Count != bundle.Width)
        {
            return null;
        }

        return EntryBundle.Encode([.. leaves.Select(leaf => new ReadOnlyMemory<byte>(leaf))]);
    }

    private static ReadOnlyMemory<byte>? ReadPartial(SqliteConnection connection, TileId tile)
    {
        using var command = SqliteLogStore.Command(connection, null, tile.Level == 0
            ? "SELECT leaf_hash FROM log_entry WHERE idx >= $first AND idx < $end ORDER BY idx"
            : "SELECT root FROM log_tile WHERE level = $level AND idx >= $first AND idx < $end ORDER BY idx");
        if (tile.Level > 0)
        {
            command.Parameters.AddWithValue("$level", tile.Level - 1);
        }

        var hashes = ReadColumn(command, tile.Index, tile.Width);
        if (hashes.Count != tile.Width)
        {
            return null;
        }

        return hashes.SelectMany(hash => hash).ToArray();
    }

    private static List<byte[]> ReadColumn(SqliteCommand command, long tileIndex, int width)
    {
        var first = tileIndex * TileLayout.FullWidth;
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$end", first + width);
        using var reader = command.ExecuteReader();
        var values = new List<byte[]>(width);
        while (reader.Read())
        {
            values.Add(reader.GetFieldValue<byte[]>(0));
        }

        return values;
    }

    /// <summary>Whether the head covers it: what is sequenced and not yet published is nobody's business.</summary>
    private static bool IsPublished(SqliteConnection connection, TileId tile)
    {
        using var command = SqliteLogStore.Command(connection, null, "SELECT size FROM log_head WHERE id = 0");
        var hashes = command.ExecuteScalar() is long size ? TileLayout.HashCount(tile.Level, size) : 0;
        return tile.Index <= hashes / TileLayout.FullWidth && (tile.Index * TileLayout.FullWidth) + tile.Width <= hashes;
    }
}
