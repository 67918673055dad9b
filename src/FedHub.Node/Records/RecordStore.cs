using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Records;

/// <summary>The statements on records. Methods with a connection run inside a writer's job.</summary>
internal static class RecordStore
{
    private const string ChangeCounter = "record change";

    /// <summary>Writes new and changed records.</summary>
    internal static void Write(SqliteConnection connection, IReadOnlyCollection<SealedRecord> records, DateTimeOffset now)
    {
        var change = connection.Number("SELECT value FROM counter WHERE name = $name", ("$name", ChangeCounter));
        foreach (var record in records)
        {
            change++;
            WriteKeys(connection, Upsert(connection, record, change, now), record);
        }

        connection.Execute(
            "INSERT INTO counter VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("$name", ChangeCounter), ("$value", change));
    }

    /// <summary>Some records that must not be kept any longer: by their own end, or because the collection's time since they were stored is over.</summary>
    internal static List<byte[]> FindOver(SqliteConnection connection, CollectionName collection, TimeSpan? keptFor, DateTimeOffset now, int limit) => connection.Query(
        """
        SELECT record_ref FROM record WHERE collection = $collection AND is_canary = 0 AND expires_at_ms <= $now
        UNION ALL
        SELECT record_ref FROM record WHERE collection = $collection AND is_canary = 0 AND stored_at_ms <= $oldest
        LIMIT $limit
        """,
        row => row.Blob(0),
        ("$collection", collection.ToString()),
        ("$now", now.ToUnixTimeMilliseconds()),
        ("$oldest", keptFor is { } kept ? (now - kept).ToUnixTimeMilliseconds() : null),
        ("$limit", limit));

    /// <summary>Number of the newest change; records with a greater one came later.</summary>
    internal static long LastChange(SqliteConnection connection) =>
        connection.Number("SELECT value FROM counter WHERE name = $name", ("$name", ChangeCounter));

    /// <summary>Removes a record and its keys.</summary>
    /// <returns>False when there is none.</returns>
    internal static bool Withdraw(SqliteConnection connection, byte[] reference) =>
        connection.Execute("DELETE FROM record WHERE record_ref = $ref AND is_canary = 0", ("$ref", reference)) > 0;

    /// <summary>For each record: whether it is there, and its content MAC where its keys are of the current rule set.</summary>
    internal static List<(bool Exists, byte[]? CurrentMac)> Find(SqliteConnection connection, IReadOnlyCollection<byte[]> references)
    {
        using var command = connection.Prepare("SELECT content_mac, rule_set FROM record WHERE record_ref = $ref");
        var reference = command.Parameters.Add("$ref", SqliteType.Blob);
        var found = new List<(bool, byte[]?)>(references.Count);
        foreach (var wanted in references)
        {
            reference.Value = wanted;
            using var row = command.ExecuteReader();
            found.Add(row.Read() ? (true, IsCurrent(row.Blob(1)) ? row.Blob(0) : null) : (false, null));
        }

        return found;
    }

    internal static long Count(SqliteConnection connection, CollectionName collection) =>
        connection.Number("SELECT count(*) FROM record WHERE collection = $collection AND is_canary = 0", ("$collection", collection.ToString()));

    internal static StoredRecord? Read(SqliteConnection connection, RecordSealer sealer, RecordRowId rowId)
    {
        var rows = connection.Query(
            "SELECT collection, category, is_canary, record_ref, sealed_content, stored_at_ms FROM record WHERE row_id = $row",
            row =>
            {
                var content = sealer.OpenContent(row.Blob(3), row.Blob(4));
                return new StoredRecord
                {
                    RowId = rowId,
                    Collection = CollectionName.Parse(row.GetString(0)),
                    RecordId = content.RecordId,
                    Category = (RecordCategory)row.GetInt32(1),
                    Fields = content.ToFields(),
                    IsCanary = row.GetBoolean(2),
                    ExpiresAt = content.ExpiresAt,
                    StoredAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
                };
            },
            ("$row", rowId.Value));
        return rows is [var record] ? record : null;
    }

    private static bool IsCurrent(ReadOnlySpan<byte> ruleSet) => ruleSet.SequenceEqual(RuleSet.Current.Hash.Span);

    private static long Upsert(SqliteConnection connection, SealedRecord record, long change, DateTimeOffset now)
    {
        // A record that moves to another collection gets a new row: its old one must read as withdrawn to the old collection's tags.
        connection.Execute(
            "DELETE FROM record WHERE record_ref = $ref AND collection <> $collection", ("$ref", record.Reference), ("$collection", record.Collection.ToString()));
        return connection.Number(
            """
            INSERT INTO record (
                collection, record_ref, category, is_canary, content_mac, sealed_content, rule_set, change_number, changed_at_ms, stored_at_ms, expires_at_ms)
            VALUES ($collection, $ref, $category, $canary, $mac, $content, $ruleSet, $change, $now, $now, $expires)
            ON CONFLICT (record_ref) DO UPDATE SET
                category = excluded.category, content_mac = excluded.content_mac, sealed_content = excluded.sealed_content,
                rule_set = excluded.rule_set, change_number = excluded.change_number, changed_at_ms = excluded.changed_at_ms,
                stored_at_ms = iif(content_mac = excluded.content_mac, stored_at_ms, excluded.stored_at_ms), expires_at_ms = excluded.expires_at_ms
            RETURNING row_id
            """,
            ("$collection", record.Collection.ToString()),
            ("$ref", record.Reference),
            ("$category", (int)record.Category),
            ("$canary", record.IsCanary),
            ("$mac", record.ContentMac),
            ("$content", record.Content),
            ("$ruleSet", RuleSet.Current.Hash.ToArray()),
            ("$change", change),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$expires", record.ExpiresAt?.ToUnixTimeMilliseconds()));
    }

    private static void WriteKeys(SqliteConnection connection, long rowId, SealedRecord record)
    {
        connection.Execute("DELETE FROM record_key WHERE row_id = $row", ("$row", rowId));
        foreach (var (identifierClass, count, sealedKeys) in record.Keys)
        {
            connection.Execute(
                "INSERT INTO record_key VALUES ($row, $class, $count, $keys)",
                ("$row", rowId),
                ("$class", (int)identifierClass),
                ("$count", count),
                ("$keys", sealedKeys));
        }
    }
}
