using System.Buffers.Binary;
using Dapper;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Erases payloads, inside the writer's transaction. How far each kind has come is kept beside.</summary>
internal static class RetentionTable
{
    // Payloads: u8 version, then u16 kind. Leaves: u8 version, then u64 time in Unix milliseconds.
    private const string Entries =
        "SELECT idx, substr(leaf, 2, 8) AS time, COALESCE(substr(payload, 2, 2), x'') AS kind FROM log_entry "
        + "WHERE idx >= @from AND idx < (SELECT COALESCE(MAX(size), 0) FROM log_head) ORDER BY idx LIMIT @limit";

    /// <summary>Looks at the next published entries and erases the payloads of those of the kind that were submitted before a time.</summary>
    internal static RetentionStep Step(SqliteConnection connection, AuditKind kind, DateTimeOffset before, int limit)
    {
        var name = "retention:" + kind.ToToken();
        var from = connection.QuerySingleOrDefault<byte[]>("SELECT value FROM hub_state WHERE name = @name", new { name }) is { } stored
            ? BinaryPrimitives.ReadInt64BigEndian(stored)
            : 0;
        var entries = connection.Query<(long Index, byte[] Time, byte[] Kind)>(Entries, new { from, limit }).AsList();

        // In the log's order, up to the first that is not due: times follow the order, but for the moments between submission and commit.
        var due = entries.TakeWhile(entry => BinaryPrimitives.ReadInt64BigEndian(entry.Time) < before.ToUnixTimeMilliseconds()).ToList();
        List<long> erased = [.. due.Where(entry => entry.Kind.Length == 2 && BinaryPrimitives.ReadUInt16BigEndian(entry.Kind) == (int)kind).Select(entry => entry.Index)];
        foreach (var index in erased)
        {
            connection.Execute("UPDATE log_entry SET nonce = NULL, payload = NULL WHERE idx = @index", new { index });
        }

        if (due.Count > 0)
        {
            var value = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(value, due[^1].Index + 1);
            connection.Execute("INSERT INTO hub_state (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = @value", new { name, value });
        }

        return new RetentionStep(erased, due.Count == limit);
    }
}
