using System.Security.Cryptography;
using Dapper;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Statements;

/// <summary>The statements that wait for the hub's acknowledgement, oldest first. Writing methods run inside the writer's transaction.</summary>
internal static class StatementTable
{
    private const int KeyBytes = 16;

    public static void Add(SqliteConnection connection, Statement statement) => connection.Execute(
        "INSERT INTO statement_outbox (idempotency_key, kind, payload, issued_credential) VALUES (@key, @kind, @payload, @credential)",
        new
        {
            key = RandomNumberGenerator.GetBytes(KeyBytes),
            kind = statement.Kind.ToToken(),
            payload = statement.Payload.ToArray(),
            credential = statement.IssuedCredential?.ToArray(),
        });

    /// <summary>The oldest; null when all are acknowledged.</summary>
    public static WaitingStatement? First(SqliteConnection connection) => connection.QueryFirstOrDefault<WaitingStatement>(
        "SELECT id AS Id, idempotency_key AS IdempotencyKey, kind AS Kind, payload AS Payload FROM statement_outbox ORDER BY id LIMIT 1");

    public static void Remove(SqliteConnection connection, long id) => connection.Execute("DELETE FROM statement_outbox WHERE id = @id", new { id });

    /// <summary>Whether the log may not hold a credential's issue yet.</summary>
    public static bool IsIssueWaiting(SqliteConnection connection, byte[] credentialId) => connection.ExecuteScalar<long>(
        "SELECT EXISTS (SELECT 1 FROM statement_outbox WHERE issued_credential = @credentialId)", new { credentialId }) != 0;
}
