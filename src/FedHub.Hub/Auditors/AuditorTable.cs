using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>The auditors' keys. Writing methods run inside the writer's transaction.</summary>
internal static class AuditorTable
{
    private const string Select = "SELECT key_digest, name, country, added_at_ms, valid_until_ms FROM auditor";

    internal static void Insert(SqliteConnection connection, EnrolledAuditor auditor) => connection.Execute(
        "INSERT INTO auditor (key_digest, name, country, added_at_ms, valid_until_ms) VALUES (@key, @name, @country, @added, @until)",
        new
        {
            key = auditor.Key.ToArray(),
            name = auditor.Name,
            country = auditor.Country?.ToString(),
            added = Columns.Ms(auditor.AddedAt),
            until = Columns.Ms(auditor.ValidUntil),
        });

    internal static bool Delete(SqliteConnection connection, Digest key) =>
        connection.Execute("DELETE FROM auditor WHERE key_digest = @key", new { key = key.ToArray() }) == 1;

    internal static EnrolledAuditor? Find(SqliteConnection connection, Digest key) =>
        Read(connection, Select + " WHERE key_digest = @key", new { key = key.ToArray() }).FirstOrDefault();

    internal static IReadOnlyList<EnrolledAuditor> List(SqliteConnection connection) => Read(connection, Select + " ORDER BY added_at_ms, key_digest", null);

    private static List<EnrolledAuditor> Read(SqliteConnection connection, string sql, object? parameters) =>
    [
        .. connection.Query<(byte[] Key, string Name, string? Country, long Added, long Until)>(sql, parameters).Select(row => new EnrolledAuditor(
            Digest.FromBytes(row.Key), row.Name, row.Country is { } country ? MemberId.Parse(country) : null, Columns.At(row.Added), Columns.At(row.Until))),
    ];
}
