using FedHub.Cli.Log.Checking;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Log.Index;

/// <summary>Reads entries from the index, in the log's order.</summary>
internal static class LogSearch
{
    public static IEnumerable<OpenedEntry> Run(LogIndex index, LogSearchFilter filter, long limit)
    {
        var (condition, parameters) = filter.ToSql();
        using var command = index.Command($"SELECT idx, leaf, form, payload FROM entry WHERE {condition} ORDER BY idx LIMIT $limit", [.. parameters, ("$limit", limit)]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Read(reader);
        }
    }

    /// <summary>An entry by its index in the log; null where the index does not hold it.</summary>
    public static OpenedEntry? Find(LogIndex index, long entry)
    {
        using var command = index.Command("SELECT idx, leaf, form, payload FROM entry WHERE idx = $idx", ("$idx", entry));
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader) : null;
    }

    public static long Count(LogIndex index, LogSearchFilter filter)
    {
        var (condition, parameters) = filter.ToSql();
        using var command = index.Command($"SELECT count(*) FROM entry WHERE {condition}", parameters);
        return (long)command.ExecuteScalar()!;
    }

    // Only what was read as a leaf comes into the index.
    private static OpenedEntry Read(SqliteDataReader reader)
    {
        _ = AuditLeaf.TryDecode(reader.GetFieldValue<byte[]>(1), out var leaf);
        AuditPayload? payload = null;
        if (!reader.IsDBNull(3))
        {
            AuditPayload.TryDecode(reader.GetFieldValue<byte[]>(3), out payload);
        }

        return new OpenedEntry(reader.GetInt64(0), leaf, (OpeningForm)reader.GetInt32(2), payload, null);
    }
}
