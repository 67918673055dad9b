using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>The newest manifest of every slot that ever had one. Unlike the others it outlives its epoch: a restored node asks for its number.</summary>
internal static class NewestManifestTable
{
    internal static void Keep(SqliteConnection connection, VerifiedManifest verified, byte[] envelope) => connection.Execute(
        """
        INSERT INTO newest_manifest (member, collection, class, epoch, revision, envelope)
        VALUES (@member, @collection, @class, @epoch, @revision, @envelope)
        ON CONFLICT (member, collection, class) DO UPDATE SET epoch = excluded.epoch, revision = excluded.revision, envelope = excluded.envelope
        WHERE (excluded.epoch, excluded.revision) > (newest_manifest.epoch, newest_manifest.revision)
        """,
        new
        {
            member = verified.Manifest.Slot.Member.ToString(),
            collection = verified.Manifest.Slot.Collection.ToString(),
            @class = (int)verified.Manifest.Slot.Class,
            epoch = (long)verified.Manifest.Epoch.Value,
            revision = (long)verified.Manifest.Revision,
            envelope,
        });

    /// <summary>Encoded envelopes, one for each slot of a member.</summary>
    internal static IReadOnlyList<byte[]> ListOf(SqliteConnection connection, MemberId member) =>
    [
        .. connection.Query<byte[]>(
            "SELECT envelope FROM newest_manifest WHERE member = @member ORDER BY collection, class", new { member = member.ToString() }),
    ];
}
