using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Cosignatures of the log's checkpoints, one a witness and size.</summary>
internal static class CosignatureTable
{
    internal static void Put(SqliteConnection connection, long size, NoteSignature signature)
    {
        using var put = connection.CreateCommand();
        put.CommandText = """
            INSERT INTO log_cosignature (size, witness, line) VALUES ($size, $witness, $line)
            ON CONFLICT (size, witness) DO UPDATE SET line = $line
            """;
        put.Parameters.AddWithValue("$size", size);
        put.Parameters.AddWithValue("$witness", signature.Name.ToString());
        put.Parameters.AddWithValue("$line", signature.ToString());
        put.ExecuteNonQuery();
    }

    /// <summary>Forgets those of sizes below one, but for the size that is witnessed.</summary>
    internal static void PruneBelow(SqliteConnection connection, long size)
    {
        using var prune = connection.CreateCommand();
        prune.CommandText = "DELETE FROM log_cosignature WHERE size < $size AND size NOT IN (SELECT size FROM log_witnessed)";
        prune.Parameters.AddWithValue("$size", size);
        prune.ExecuteNonQuery();
    }

    /// <summary>Marks a size as the largest that a quorum has cosigned.</summary>
    internal static void MarkWitnessed(SqliteConnection connection, long size, DateTimeOffset at)
    {
        using var mark = connection.CreateCommand();
        mark.CommandText = """
            INSERT INTO log_witnessed (id, size, at_ms) VALUES (0, $size, $at)
            ON CONFLICT (id) DO UPDATE SET size = $size, at_ms = $at WHERE size < $size
            """;
        mark.Parameters.AddWithValue("$size", size);
        mark.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
        mark.ExecuteNonQuery();
    }

    /// <summary>The largest size that a quorum has cosigned; 0 for none.</summary>
    internal static long Witnessed(SqliteConnection connection)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT COALESCE(MAX(size), 0) FROM log_witnessed";
        return (long)read.ExecuteScalar()!;
    }

    /// <summary>A checkpoint that was signed, with the cosignatures that there are; null for a size without one.</summary>
    internal static SignedCheckpoint? Find(SqliteConnection connection, long size)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT note FROM log_checkpoint WHERE size = $size";
        read.Parameters.AddWithValue("$size", size);
        if (read.ExecuteScalar() is not byte[] note || !SignedCheckpoint.TryParse(note, out var checkpoint))
        {
            return null;
        }

        using var lines = connection.CreateCommand();
        lines.CommandText = "SELECT line FROM log_cosignature WHERE size = $size ORDER BY witness";
        lines.Parameters.AddWithValue("$size", size);
        using var reader = lines.ExecuteReader();
        while (reader.Read())
        {
            checkpoint = NoteSignature.TryParse(reader.GetString(0), out var signature) ? checkpoint.With(signature) : checkpoint;
        }

        return checkpoint;
    }
}
