using FedHub.Cli.Log.Checking;
using FedHub.Transparency;

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
            _ = AuditLeaf.TryDecode(reader.GetFieldValue<byte[]>(1), out var leaf);
            AuditPayload? payload = null;
            if (!reader.IsDBNull(3))
            {
                AuditPayload.TryDecode(reader.GetFieldValue<byte[]>(3), out payload);
            }

            yield return new OpenedEntry(reader.GetInt64(0), leaf, (OpeningForm)reader.GetInt32(2), payload, null);
        }
    }

    public static long Count(LogIndex index, LogSearchFilter filter)
    {
        var (condition, parameters) = filter.ToSql();
        using var command = index.Command($"SELECT count(*) FROM entry WHERE {condition}", parameters);
        return (long)command.ExecuteScalar()!;
    }
}
