using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Node.Storage;

namespace FedHub.Node.Index;

/// <summary>Reads the search keys of one slot's records, page by page so that no read transaction stays open for long.</summary>
internal sealed class SlotKeySource(NodeDatabase database, RecordSealer sealer, SlotId slot, long upToChange)
{
    private const int PageSize = 2000;

    /// <summary>How many keys there are.</summary>
    internal ValueTask<long> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.Number(
            """
            SELECT sum(k.key_count) FROM record r JOIN record_key k ON k.row_id = r.row_id AND k.class = $class
            WHERE r.collection = $collection AND r.change_number <= $change
            """,
            ("$class", (int)slot.Class),
            ("$collection", slot.Collection.ToString()),
            ("$change", upToChange)),
        cancellationToken);

    /// <summary>Those keys whose stretched value falls into one of <paramref name="partCount"/> parts, each with its record.</summary>
    internal async Task<List<(StoredKey Key, RecordRowId RowId)>> ReadPartAsync(int part, int partCount, CancellationToken cancellationToken)
    {
        var keys = new List<(StoredKey, RecordRowId)>();
        for (long last = 0; ;)
        {
            var page = await database.ReadAsync(connection => ReadPage(connection, last), cancellationToken);
            if (page.Count == 0)
            {
                return keys;
            }

            foreach (var (rowId, reference, sealedKeys) in page)
            {
                var opened = sealer.OpenKeys(reference, slot.Class, sealedKeys);
                keys.AddRange(opened.Where(key => key.Stretched[0] * partCount / 256 == part).Select(key => (key, new RecordRowId(rowId))));
            }

            last = page[^1].RowId;
        }
    }

    private List<(long RowId, byte[] Reference, byte[] Sealed)> ReadPage(Microsoft.Data.Sqlite.SqliteConnection connection, long after) => connection.Query(
        """
        SELECT r.row_id, r.record_ref, k.sealed_keys FROM record r JOIN record_key k ON k.row_id = r.row_id AND k.class = $class
        WHERE r.row_id > $after AND r.collection = $collection AND r.change_number <= $change
        ORDER BY r.row_id LIMIT $limit
        """,
        row => (row.GetInt64(0), row.Blob(1), row.Blob(2)),
        ("$class", (int)slot.Class),
        ("$after", after),
        ("$collection", slot.Collection.ToString()),
        ("$change", upToChange),
        ("$limit", PageSize));
}
