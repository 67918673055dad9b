using FedHub.Cryptography;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Log.Index;

/// <summary>Which entries an index holds: of which log, and the tree over them. An index of the same size under another root is another log's.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Range">The tree, which the next entries extend.</param>
internal sealed record LogIndexState(string Origin, CompactRange Range)
{
    /// <summary>Whether it holds just what a checkpoint signs.</summary>
    public bool IsOf(Checkpoint checkpoint) => Origin == checkpoint.Origin && Range.Count == checkpoint.Head.Size && Range.Root() == checkpoint.Head.Root;

    /// <summary>Reads it; null when there is none, of another version or damaged.</summary>
    public static LogIndexState? Read(LogIndex index)
    {
        try
        {
            using var version = index.Command("PRAGMA user_version");
            if (version.ExecuteScalar() is not long number || number != LogIndexSchema.Version)
            {
                return null;
            }

            using var source = index.Command("SELECT origin, size, roots FROM source WHERE id = 0");
            using var reader = source.ExecuteReader();
            return reader.Read() && reader.GetValue(0) is string origin && reader.GetValue(1) is long size && reader.GetValue(2) is byte[] roots
                && roots.Length % Digest.Size == 0 && CompactRange.TryRestore(size, [.. roots.Chunk(Digest.Size).Select(root => Digest.FromBytes(root))], out var range)
                    ? new LogIndexState(origin, range!)
                    : null;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Writes it into an index, which has one.</summary>
    public void Write(LogIndex index)
    {
        using var update = index.Command(
            "UPDATE source SET origin = $origin, size = $size, roots = $roots",
            ("$origin", Origin),
            ("$size", Range.Count),
            ("$roots", Range.Roots.SelectMany(root => root.ToArray()).ToArray()));
        update.ExecuteNonQuery();
    }
}
