using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Letters between members. Writing methods run inside the writer's transaction.</summary>
internal static class LetterTable
{
    private const string ByKey = "sender = @sender AND letter_id = @id";

    /// <summary>Writes a letter; one of the same key, which has expired, gives way.</summary>
    internal static void Put(SqliteConnection connection, VerifiedLetter letter, byte[] message, LogReceipt receipt) => connection.Execute(
        """
        INSERT INTO letter (sender, letter_id, recipient, digest, expires_at_ms, log_index, leaf_hash, taken, message)
        VALUES (@sender, @id, @recipient, @digest, @expiresAt, @index, @leaf, 0, @message)
        ON CONFLICT (sender, letter_id) DO UPDATE SET
            recipient = excluded.recipient, digest = excluded.digest, expires_at_ms = excluded.expires_at_ms,
            log_index = excluded.log_index, leaf_hash = excluded.leaf_hash, message = excluded.message
        """,
        new
        {
            sender = letter.Sender.ToString(),
            id = letter.Id.ToArray(),
            recipient = letter.Recipient.ToString(),
            digest = letter.Digest.ToArray(),
            expiresAt = Columns.Ms(letter.ExpiresAt),
            index = receipt.Index,
            leaf = receipt.LeafHash.ToArray(),
            message,
        });

    internal static StoredLetter? Find(SqliteConnection connection, MemberId sender, LetterId id)
    {
        var row = connection.QuerySingleOrDefault<LetterRow>(
            $"""
            SELECT sender, letter_id AS letterId, recipient, digest, expires_at_ms AS expiresAtMs, log_index AS logIndex, leaf_hash AS leafHash, taken, message
            FROM letter WHERE {ByKey}
            """,
            new { sender = sender.ToString(), id = id.ToArray() });
        return row is null
            ? null
            : new StoredLetter(
                sender, id, MemberId.Parse(row.Recipient), Digest.FromBytes(row.Digest), Columns.At(row.ExpiresAtMs),
                Columns.Receipt(row.LogIndex, row.LeafHash), row.Taken != 0, row.Message);
    }

    /// <summary>Letters that wait for a member, oldest first.</summary>
    internal static IReadOnlyList<LetterDue> ListDue(SqliteConnection connection, MemberId recipient, DateTimeOffset now) =>
    [
        .. connection.Query<(string Sender, byte[] Id)>(
            "SELECT sender, letter_id FROM letter WHERE recipient = @recipient AND message IS NOT NULL AND expires_at_ms > @now ORDER BY log_index",
            new { recipient = recipient.ToString(), now = Columns.Ms(now) })
            .Select(row => new LetterDue(MemberId.Parse(row.Sender), LetterId.TryFromBytes(row.Id, out var id) ? id : throw new InvalidDataException("The store holds a letter id that is none."))),
    ];

    /// <summary>Marks a letter as taken and drops its content; the row stays, so that another under its id is refused.</summary>
    internal static void Take(SqliteConnection connection, MemberId recipient, MemberId sender, LetterId id) => connection.Execute(
        $"UPDATE letter SET taken = 1, message = NULL WHERE {ByKey} AND recipient = @recipient",
        new { sender = sender.ToString(), id = id.ToArray(), recipient = recipient.ToString() });

    /// <summary>Letters of one sender that nobody has taken and that have not expired.</summary>
    internal static int CountHeld(SqliteConnection connection, MemberId sender, DateTimeOffset now) => connection.ExecuteScalar<int>(
        "SELECT COUNT(*) FROM letter WHERE sender = @sender AND message IS NOT NULL AND expires_at_ms > @now",
        new { sender = sender.ToString(), now = Columns.Ms(now) });

    /// <summary>Drops the content of letters that expired, and forgets ids that nobody can use any more.</summary>
    internal static int Prune(SqliteConnection connection, DateTimeOffset expired, DateTimeOffset forgotten) =>
        connection.Execute("UPDATE letter SET message = NULL WHERE message IS NOT NULL AND expires_at_ms < @expired", new { expired = Columns.Ms(expired) })
        + connection.Execute("DELETE FROM letter WHERE expires_at_ms < @forgotten", new { forgotten = Columns.Ms(forgotten) });
}
