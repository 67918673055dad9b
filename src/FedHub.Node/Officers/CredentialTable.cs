using Dapper;
using FedHub.Node.Rpc;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Officers;

/// <summary>Credentials that this node issued and that have not ended. Writing methods run inside the writer's transaction.</summary>
internal static class CredentialTable
{
    /// <summary>An officer's credential that is not revoked and lasts beyond a moment; null when there is none.</summary>
    public static IssuedCredential? Find(SqliteConnection connection, string officerId, DateTimeOffset beyond)
    {
        var envelope = connection.QueryFirstOrDefault<byte[]>(
            "SELECT envelope FROM credential WHERE officer = @officerId AND revoked = 0 AND expires_at > @beyond ORDER BY expires_at DESC LIMIT 1",
            new { officerId, beyond = beyond.ToUnixTimeMilliseconds() });
        return envelope is null ? null : IssuedCredential.Read(EnvelopeBytes.Decode(envelope));
    }

    /// <summary>Adds a credential and forgets those that ended.</summary>
    public static void Add(SqliteConnection connection, IssuedCredential issued, DateTimeOffset now)
    {
        connection.Execute(
            "DELETE FROM credential WHERE expires_at < @ended", new { ended = (now - ProtocolLimits.ClockTolerance).ToUnixTimeMilliseconds() });
        connection.Execute(
            "INSERT INTO credential (credential_id, officer, expires_at, revoked, envelope) VALUES (@id, @officer, @expiresAt, 0, @envelope)",
            new
            {
                id = issued.Credential.CredentialId.ToArray(),
                officer = issued.Credential.OfficerId,
                expiresAt = issued.Credential.ExpiresAt.ToUnixTimeMilliseconds(),
                envelope = EnvelopeBytes.Encode(issued.Envelope),
            });
    }

    /// <summary>Revokes all of an officer's credentials that have not ended, and states each.</summary>
    /// <returns>How many.</returns>
    public static int Revoke(SqliteConnection connection, string officerId, DateTimeOffset now, List<Statement> statements)
    {
        var live = connection.Query<byte[]>(
            "SELECT credential_id FROM credential WHERE officer = @officerId AND revoked = 0 AND expires_at > @now ORDER BY expires_at, credential_id",
            new { officerId, now = now.ToUnixTimeMilliseconds() }).ToList();
        statements.AddRange(live.Select(id => StatementPayloads.CredentialRevoked(id, officerId, now)));
        connection.Execute("UPDATE credential SET revoked = 1 WHERE officer = @officerId", new { officerId });
        return live.Count;
    }

    /// <summary>Whether a credential of this node was not revoked.</summary>
    public static bool IsLive(SqliteConnection connection, byte[] credentialId) => connection.ExecuteScalar<long>(
        "SELECT EXISTS (SELECT 1 FROM credential WHERE credential_id = @credentialId AND revoked = 0)", new { credentialId }) != 0;
}
