using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Index;

/// <summary>The statements on epochs, their files and their index. Writing ones run inside a writer's job.</summary>
internal static class EpochStore
{
    /// <summary>Epochs whose seed is still there, oldest first.</summary>
    internal static List<EpochRow> ReadAll(SqliteConnection connection, MemberId member, NodeDirectoryLayout layout)
    {
        var rows = connection.Query(
            """
            SELECT id, collection, class, epoch, sealed_seed, valid_from_ms, valid_until_ms, tag_bits, rule_set, admissions, covered_change,
                   key_count, next_delta_at_ms, revision, manifest, published_revision, published_manifest_digest, published_at_ms
            FROM slot_epoch WHERE sealed_seed IS NOT NULL ORDER BY collection, class, epoch
            """,
            row => Read(row, member));
        return rows.ConvertAll(row => row with { Files = ReadFiles(connection, row, layout) });
    }

    /// <summary>The number of the slot's newest epoch, ended ones too; 0 when it never had one.</summary>
    internal static uint LastEpoch(SqliteConnection connection, SlotId slot) => (uint)connection.Number(
        "SELECT max(epoch) FROM slot_epoch WHERE collection = $collection AND class = $class",
        ("$collection", slot.Collection.ToString()),
        ("$class", (int)slot.Class));

    /// <summary>Adds an epoch whose base is yet to be built.</summary>
    /// <returns>Its row id.</returns>
    internal static long Insert(SqliteConnection connection, EpochRow row) => connection.Number(
        """
        INSERT INTO slot_epoch (collection, class, epoch, sealed_seed, valid_from_ms, valid_until_ms, tag_bits, rule_set, admissions, covered_change,
                                key_count, next_delta_at_ms, revision, published_revision)
        VALUES ($collection, $class, $epoch, $seed, $from, $until, 0, $ruleSet, '', 0, 0, $delta, 0, 0)
        RETURNING id
        """,
        ("$collection", row.Slot.Collection.ToString()),
        ("$class", (int)row.Slot.Class),
        ("$epoch", (long)row.Epoch.Value),
        ("$seed", row.SealedSeed),
        ("$from", row.ValidFrom.ToUnixTimeMilliseconds()),
        ("$until", row.ValidUntil.ToUnixTimeMilliseconds()),
        ("$ruleSet", row.RuleSet.ToArray()),
        ("$delta", row.NextDeltaAt.ToUnixTimeMilliseconds()));

    /// <summary>Writes what changes while an epoch lives, its newest file included.</summary>
    internal static void Update(SqliteConnection connection, EpochRow row)
    {
        connection.Execute(
            """
            UPDATE slot_epoch SET valid_until_ms = $until, tag_bits = $bits, admissions = $admissions, covered_change = $covered, key_count = $keys,
                next_delta_at_ms = $delta, revision = $revision, manifest = $manifest
            WHERE id = $id
            """,
            ("$id", row.Id),
            ("$until", row.ValidUntil.ToUnixTimeMilliseconds()),
            ("$bits", row.TagBits),
            ("$admissions", row.Admissions),
            ("$covered", row.CoveredChange),
            ("$keys", row.KeyCount),
            ("$delta", row.NextDeltaAt.ToUnixTimeMilliseconds()),
            ("$revision", (long)row.Revision),
            ("$manifest", EnvelopeJson.Format(row.Manifest!)));
        var newest = row.Files[^1];
        connection.Execute(
            "INSERT INTO epoch_file VALUES ($id, $number, $sha256, $size, $entries) ON CONFLICT DO NOTHING",
            ("$id", row.Id),
            ("$number", (long)newest.Number),
            ("$sha256", newest.Digest.ToArray()),
            ("$size", newest.SizeBytes),
            ("$entries", newest.EntryCount));
    }

    internal static void MarkPublished(SqliteConnection connection, long id, uint revision, Digest digest, DateTimeOffset publishedAt) => connection.Execute(
        """
        UPDATE slot_epoch SET published_revision = $revision, published_manifest_digest = $digest, published_at_ms = $at
        WHERE id = $id AND published_revision < $revision
        """,
        ("$id", id),
        ("$revision", (long)revision),
        ("$digest", digest.ToArray()),
        ("$at", publishedAt.ToUnixTimeMilliseconds()));

    /// <summary>Wipes the seed and the index of an epoch; its row stays, so that its number is never given again.</summary>
    internal static void End(SqliteConnection connection, long id)
    {
        // secure_delete overwrites what is freed: neither seed nor tags stay readable in the file.
        connection.Execute("UPDATE slot_epoch SET sealed_seed = NULL, manifest = NULL WHERE id = $id", ("$id", id));
        connection.Execute("DELETE FROM epoch_tag WHERE epoch_id = $id", ("$id", id));
        connection.Execute("DELETE FROM epoch_file WHERE epoch_id = $id", ("$id", id));
    }

    private static List<OwnFilterFile> ReadFiles(SqliteConnection connection, EpochRow epoch, NodeDirectoryLayout layout) => connection.Query(
        "SELECT number, sha256, size_bytes, entry_count FROM epoch_file WHERE epoch_id = $id ORDER BY number",
        row => new OwnFilterFile(
            (uint)row.GetInt64(0),
            layout.OwnFilterFile(epoch.Slot, epoch.Epoch, (uint)row.GetInt64(0)),
            Digest.FromBytes(row.Blob(1)),
            row.GetInt64(2),
            row.GetInt64(3)),
        ("$id", epoch.Id));

    private static EpochRow Read(SqliteDataReader row, MemberId member) => new()
    {
        Id = row.GetInt64(0),
        Slot = new SlotId(member, CollectionName.Parse(row.GetString(1)), (IdentifierClass)row.GetByte(2)),
        Epoch = new EpochNumber((uint)row.GetInt64(3)),
        SealedSeed = row.Blob(4),
        ValidFrom = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        ValidUntil = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        TagBits = row.GetInt32(7),
        RuleSet = Digest.FromBytes(row.Blob(8)),
        Admissions = row.GetString(9),
        CoveredChange = row.GetInt64(10),
        KeyCount = row.GetInt64(11),
        NextDeltaAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
        Revision = (uint)row.GetInt64(13),
        Manifest = row.IsDBNull(14) ? null : EnvelopeJson.TryParse(row.Blob(14), out var manifest) ? manifest : throw new InvalidDataException("A stored manifest is damaged."),
        PublishedRevision = (uint)row.GetInt64(15),
        PublishedDigest = row.IsDBNull(16) ? null : Digest.FromBytes(row.Blob(16)),
        PublishedAt = row.IsDBNull(17) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(17)),
    };
}
