using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Index;

/// <summary>Builds one delta of an epoch: the keys of records that came or changed since, filled up with random entries.</summary>
internal sealed class DeltaBuilder(NodeDatabase database, RecordSealer sealer, NodeDirectoryLayout layout)
{
    private const string NewRecords = """
        SELECT r.row_id, r.record_ref, r.change_number, k.sealed_keys
        FROM record r LEFT JOIN record_key k ON k.row_id = r.row_id AND k.class = $class
        WHERE r.collection = $collection AND r.change_number > $covered
        ORDER BY r.change_number LIMIT $limit
        """;

    /// <summary>Makes the delta's file and says what the epoch's row and index become.</summary>
    internal DeltaResult Build(EpochRow row, EpochSecrets secrets)
    {
        var draft = database.Read(connection => Collect(connection, row, secrets));
        var number = (uint)row.Files.Count;
        var entries = secrets.Pad([.. draft.Tags.Select(tag => tag.Entry)], FilterSizing.DeltaEntryCount, number, row.TagBits);
        var file = BaseBuilder.WriteFile(layout, row, entries, number, row.TagBits);
        var next = row with { CoveredChange = draft.CoveredChange, KeyCount = row.KeyCount + draft.Tags.Count, Files = [.. row.Files, file] };
        return new DeltaResult(next, draft.Tags, draft.Crowded);
    }

    private Draft Collect(SqliteConnection connection, EpochRow row, EpochSecrets secrets)
    {
        var draft = new Draft(row.CoveredChange);
        var records = connection.Query(
            NewRecords,
            reader => (RowId: reader.GetInt64(0), Reference: reader.Blob(1), Change: reader.GetInt64(2), Sealed: reader.IsDBNull(3) ? null : reader.Blob(3)),
            ("$class", (int)row.Slot.Class),
            ("$collection", row.Slot.Collection.ToString()),
            ("$covered", row.CoveredChange),
            ("$limit", FilterSizing.DeltaEntryCount));
        foreach (var (rowId, reference, change, sealedKeys) in records)
        {
            var keys = sealedKeys is null ? [] : sealer.OpenKeys(reference, row.Slot.Class, sealedKeys);

            // A record goes in whole or waits whole: its name is scored by all of its keys.
            if (draft.Tags.Count + keys.Count > FilterSizing.DeltaEntryCount)
            {
                break;
            }

            foreach (var key in keys)
            {
                Place(connection, row, secrets, key, new RecordRowId(rowId), draft);
            }

            draft.CoveredChange = change;
        }

        return draft;
    }

    /// <summary>Gives the record the first free place under its key, unless it has one already.</summary>
    private void Place(SqliteConnection connection, EpochRow row, EpochSecrets secrets, StoredKey key, RecordRowId rowId, Draft draft)
    {
        Span<byte> output = stackalloc byte[Voprf.OutputSize];
        secrets.Evaluate(key.Stretched, RuleSet.Current.Version, output);
        var places = new TagMaterial[TagMaterial.MaxRecords];
        for (var place = 0; place < places.Length; place++)
        {
            places[place] = secrets.Material(output, place);
            var holder = draft.Holders.TryGetValue(places[place].Tag, out var pending) ? pending : TagStore.RecordOf(connection, row.Id, places[place].Tag);
            if (holder == rowId)
            {
                break;
            }

            if (holder is null)
            {
                draft.Holders.Add(places[place].Tag, rowId);
                draft.Tags.Add(BaseBuilder.ToTag(key, rowId, places[place], place, hasMore: false, secrets, sealer, row.TagBits));
                break;
            }

            if (place == places.Length - 1)
            {
                draft.Crowded.Add(places[place].Tag);
            }
        }

        CryptographicOperations.ZeroMemory(output);
    }

    private sealed class Draft(long coveredChange)
    {
        internal long CoveredChange { get; set; } = coveredChange;

        internal List<TagRow> Tags { get; } = [];

        internal Dictionary<Tag, RecordRowId> Holders { get; } = [];

        internal List<Tag> Crowded { get; } = [];
    }
}
