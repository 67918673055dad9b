using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Manifests with their files and admissions. Only the newest revision of a slot and epoch admits anybody.</summary>
internal static class ManifestTable
{
    private const string IsNewest = """
        NOT EXISTS (SELECT 1 FROM manifest n WHERE n.member = m.member AND n.collection = m.collection AND n.class = m.class
                    AND n.epoch = m.epoch AND n.revision > m.revision)
        """;

    internal static void Insert(SqliteConnection connection, VerifiedManifest verified, byte[] envelope, LogReceipt receipt)
    {
        var manifest = verified.Manifest;
        var digest = verified.Digest.ToArray();
        connection.Execute(
            """
            INSERT INTO manifest (digest, member, collection, class, epoch, revision, valid_until_ms, envelope, log_index, leaf_hash)
            VALUES (@digest, @member, @collection, @class, @epoch, @revision, @validUntil, @envelope, @index, @leaf)
            """,
            new
            {
                digest,
                member = manifest.Slot.Member.ToString(),
                collection = manifest.Slot.Collection.ToString(),
                @class = (int)manifest.Slot.Class,
                epoch = (long)manifest.Epoch.Value,
                revision = (long)manifest.Revision,
                validUntil = Columns.Ms(manifest.ValidUntil),
                envelope,
                index = receipt.Index,
                leaf = receipt.LeafHash.ToArray(),
            });
        connection.Execute(
            "INSERT OR IGNORE INTO manifest_file (manifest, sha256) VALUES (@digest, @sha256)",
            manifest.Files.Select(file => new { digest, sha256 = file.Sha256.ToArray() }));
        connection.Execute(
            "INSERT OR IGNORE INTO manifest_admission (manifest, member) VALUES (@digest, @member)",
            manifest.Admissions.Select(admission => new { digest, member = admission.Member.ToString() }));
    }

    internal static StoredManifest? Find(SqliteConnection connection, Digest digest)
    {
        var row = connection.QuerySingleOrDefault<(byte[]? Envelope, long Index, byte[]? Leaf)>(
            "SELECT envelope, log_index, leaf_hash FROM manifest WHERE digest = @digest", new { digest = digest.ToArray() });
        return row.Envelope is null ? null : new StoredManifest(row.Envelope, Columns.Receipt(row.Index, row.Leaf!));
    }

    /// <summary>The highest revision of a slot and epoch; 0 when there is none.</summary>
    internal static uint NewestRevision(SqliteConnection connection, SlotId slot, EpochNumber epoch) =>
        (uint)connection.ExecuteScalar<long>(
            """
            SELECT COALESCE(MAX(revision), 0) FROM manifest
            WHERE member = @member AND collection = @collection AND class = @class AND epoch = @epoch
            """,
            new
            {
                member = slot.Member.ToString(),
                collection = slot.Collection.ToString(),
                @class = (int)slot.Class,
                epoch = (long)epoch.Value,
            });

    /// <summary>Newest unexpired manifests that admit a member, with their owners.</summary>
    internal static IReadOnlyList<(MemberId Owner, StoredManifest Manifest)> ListAdmitting(
        SqliteConnection connection, MemberId admitted, DateTimeOffset now) =>
    [
        .. connection.Query<(string Owner, byte[] Envelope, long Index, byte[] Leaf)>(
            $"""
            SELECT m.member, m.envelope, m.log_index, m.leaf_hash
            FROM manifest m JOIN manifest_admission a ON a.manifest = m.digest
            WHERE a.member = @admitted AND m.valid_until_ms > @now AND {IsNewest}
            ORDER BY m.log_index
            """,
            new { admitted = admitted.ToString(), now = Columns.Ms(now) })
            .Select(row => (MemberId.Parse(row.Owner), new StoredManifest(row.Envelope, Columns.Receipt(row.Index, row.Leaf)))),
    ];

    /// <summary>Owners whose newest unexpired manifests name a file and admit a member.</summary>
    internal static IReadOnlyList<MemberId> ListOwnersAdmitting(SqliteConnection connection, Digest sha256, MemberId admitted, DateTimeOffset now) =>
    [
        .. connection.Query<string>(
            $"""
            SELECT DISTINCT m.member FROM manifest_file f JOIN manifest m ON m.digest = f.manifest
            JOIN manifest_admission a ON a.manifest = m.digest
            WHERE f.sha256 = @sha256 AND a.member = @admitted AND m.valid_until_ms > @now AND {IsNewest}
            """,
            new { sha256 = sha256.ToArray(), admitted = admitted.ToString(), now = Columns.Ms(now) })
            .Select(MemberId.Parse),
    ];

    /// <summary>Newest unexpired manifests of each member.</summary>
    internal static IReadOnlyDictionary<MemberId, int> Count(SqliteConnection connection, DateTimeOffset now) =>
        connection.Query<(string Member, long Count)>(
            $"SELECT m.member, COUNT(*) FROM manifest m WHERE m.valid_until_ms > @now AND {IsNewest} GROUP BY m.member", new { now = Columns.Ms(now) })
            .ToDictionary(row => MemberId.Parse(row.Member), row => (int)row.Count);

    internal static int DeleteEndedBefore(SqliteConnection connection, DateTimeOffset now) =>
        connection.Execute("DELETE FROM manifest WHERE valid_until_ms <= @now", new { now = Columns.Ms(now) });

    internal static bool IsReferenced(SqliteConnection connection, Digest sha256) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM manifest_file WHERE sha256 = @sha256)", new { sha256 = sha256.ToArray() });
}
