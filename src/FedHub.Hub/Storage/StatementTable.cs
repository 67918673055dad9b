using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Members' logged statements, and the credentials that they revoked.</summary>
internal static class StatementTable
{
    internal static void Insert(SqliteConnection connection, MemberStatement statement, LogReceipt receipt)
    {
        var member = statement.Member.ToString();
        connection.Execute(
            """
            INSERT INTO statement (member, idempotency_key, digest, envelope, log_index, leaf_hash)
            VALUES (@member, @key, @digest, @envelope, @index, @leaf)
            """,
            new
            {
                member,
                key = statement.IdempotencyKey.ToArray(),
                digest = statement.Digest.ToArray(),
                envelope = statement.Envelope,
                index = receipt.Index,
                leaf = receipt.LeafHash.ToArray(),
            });
        if (!statement.RevokedCredential.IsEmpty)
        {
            connection.Execute(
                "INSERT OR IGNORE INTO revoked_credential (member, credential_id, log_index, envelope) VALUES (@member, @credential, @index, @envelope)",
                new { member, credential = statement.RevokedCredential.ToArray(), index = receipt.Index, envelope = statement.Envelope });
        }
    }

    /// <summary>The digest and entry of a statement that came before under a key.</summary>
    internal static (Digest Digest, LogReceipt Receipt)? Find(SqliteConnection connection, MemberId member, ReadOnlyMemory<byte> key)
    {
        var row = connection.QuerySingleOrDefault<(byte[]? Digest, long Index, byte[]? Leaf)>(
            "SELECT digest, log_index, leaf_hash FROM statement WHERE member = @member AND idempotency_key = @key",
            new { member = member.ToString(), key = key.ToArray() });
        return row.Digest is null ? null : (Digest.FromBytes(row.Digest), Columns.Receipt(row.Index, row.Leaf!));
    }

    /// <summary>Revocations from a log index on, ascending.</summary>
    internal static IReadOnlyList<(long LogIndex, string Member, byte[] Envelope)> Revocations(SqliteConnection connection, long from, int limit) =>
    [
        .. connection.Query<(long, string, byte[])>(
            "SELECT log_index, member, envelope FROM revoked_credential WHERE log_index >= @from ORDER BY log_index LIMIT @limit", new { from, limit }),
    ];

    internal static bool IsRevoked(SqliteConnection connection, MemberId member, ReadOnlyMemory<byte> credential) =>
        connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM revoked_credential WHERE member = @member AND credential_id = @credential)",
            new { member = member.ToString(), credential = credential.ToArray() });
}
