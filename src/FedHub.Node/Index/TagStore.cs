using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Index;

/// <summary>The statements on the index from tag to record.</summary>
internal static class TagStore
{
    /// <summary>Adds tags; fastest in the order of their tags.</summary>
    internal static void Insert(SqliteConnection connection, long epochId, IEnumerable<TagRow> tags)
    {
        using var command = connection.Prepare(
            "INSERT INTO epoch_tag VALUES ($epoch, $tag, $row, $token, $fingerprint, $kind, $weight, $place, $more)", ("$epoch", epochId));
        var parameters = ((string[])["$tag", "$row", "$token", "$fingerprint", "$kind", "$weight", "$place", "$more"])
            .Select(name => command.Parameters.AddWithValue(name, DBNull.Value)).ToArray();
        foreach (var tag in tags)
        {
            object[] values = [tag.Tag.ToArray(), tag.RowId.Value, tag.TokenDigest.ToArray(), tag.Fingerprint, tag.Kind, tag.Weight, tag.Place, tag.HasMore];
            for (var i = 0; i < values.Length; i++)
            {
                parameters[i].Value = values[i];
            }

            command.ExecuteNonQuery();
        }
    }

    /// <summary>Notes that more records lie under the key of a tag than have tags.</summary>
    internal static void MarkMore(SqliteConnection connection, long epochId, Tag tag) => connection.Execute(
        "UPDATE epoch_tag SET has_more = 1 WHERE epoch_id = $epoch AND tag = $tag", ("$epoch", epochId), ("$tag", tag.ToArray()));

    /// <summary>The record of a tag.</summary>
    internal static RecordRowId? RecordOf(SqliteConnection connection, long epochId, Tag tag) =>
        connection.Number("SELECT row_id FROM epoch_tag WHERE epoch_id = $epoch AND tag = $tag", ("$epoch", epochId), ("$tag", tag.ToArray())) is var row and > 0
            ? new RecordRowId(row)
            : null;

    internal static TagHit? Find(SqliteConnection connection, RecordSealer sealer, long epochId, SlotId slot, Tag tag)
    {
        var hits = connection.Query(
            """
            SELECT t.row_id, t.token_sha256, t.kind, t.weight, t.place, t.has_more, t.fingerprint, r.is_canary, r.record_ref, k.sealed_keys
            FROM epoch_tag t
            LEFT JOIN record r ON r.row_id = t.row_id AND r.collection = $collection
            LEFT JOIN record_key k ON k.row_id = r.row_id AND k.class = $class
            WHERE t.epoch_id = $epoch AND t.tag = $tag
            """,
            row => new TagHit(
                new RecordRowId(row.GetInt64(0)),
                Digest.FromBytes(row.Blob(1)),
                row.GetString(2),
                slot.Class,
                row.GetDouble(3),
                !row.IsDBNull(7) && row.GetBoolean(7),
                row.GetInt32(4),
                row.GetBoolean(5),
                Standing(row, sealer, slot)),
            ("$epoch", epochId),
            ("$tag", tag.ToArray()),
            ("$collection", slot.Collection.ToString()),
            ("$class", (int)slot.Class));
        return hits is [var hit] ? hit : null;
    }

    private static TagStanding Standing(SqliteDataReader row, RecordSealer sealer, SlotId slot)
    {
        if (row.IsDBNull(8))
        {
            return TagStanding.Withdrawn;
        }

        if (row.IsDBNull(9))
        {
            return TagStanding.KeyRemoved;
        }

        var fingerprint = row.Blob(6);
        return sealer.OpenKeys(row.Blob(8), slot.Class, row.Blob(9)).Any(key => sealer.Fingerprint(key).AsSpan().SequenceEqual(fingerprint))
            ? TagStanding.Current
            : TagStanding.KeyRemoved;
    }
}
