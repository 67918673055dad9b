using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Invitations and requests. Of a token there is only a hash.</summary>
internal static class EnrolmentTable
{
    private const string Columns = "id, member, state, expires_at_ms, key_digest, request, descriptor, certificate";

    internal static long Invite(SqliteConnection connection, MemberId member, Digest tokenHash, DateTimeOffset expiresAt) => connection.ExecuteScalar<long>(
        """
        INSERT INTO enrolment (member, token_hash, expires_at_ms, state, request, descriptor, certificate)
        VALUES (@member, @token, @expires, 0, x'', x'', '') RETURNING id
        """,
        new { member = member.ToString(), token = tokenHash.ToArray(), expires = Hub.Columns.Ms(expiresAt) });

    internal static long Renew(SqliteConnection connection, MemberId member, Digest key, byte[] request) => connection.ExecuteScalar<long>(
        """
        INSERT INTO enrolment (member, state, key_digest, request, descriptor, certificate)
        VALUES (@member, 1, @key, @request, x'', '') RETURNING id
        """,
        new { member = member.ToString(), key = key.ToArray(), request });

    internal static EnrolmentRow? FindByToken(SqliteConnection connection, Digest tokenHash) =>
        One(connection, $"SELECT {Columns} FROM enrolment WHERE token_hash = @token", new { token = tokenHash.ToArray() });

    /// <summary>The newest renewal for a key.</summary>
    internal static EnrolmentRow? FindRenewal(SqliteConnection connection, MemberId member, Digest key) => One(
        connection, $"SELECT {Columns} FROM enrolment WHERE member = @member AND key_digest = @key AND token_hash IS NULL ORDER BY id DESC LIMIT 1",
        new { member = member.ToString(), key = key.ToArray() });

    internal static EnrolmentRow? Find(SqliteConnection connection, long id) => One(connection, $"SELECT {Columns} FROM enrolment WHERE id = @id", new { id });

    internal static IReadOnlyList<EnrolmentRow> List(SqliteConnection connection) => Read(connection, $"SELECT {Columns} FROM enrolment ORDER BY id", null);

    /// <summary>Binds an invitation to the first request that comes with its token.</summary>
    internal static void Bind(SqliteConnection connection, long id, Digest key, byte[] request, byte[] descriptor) => connection.Execute(
        "UPDATE enrolment SET state = 1, key_digest = @key, request = @request, descriptor = @descriptor WHERE id = @id AND state = 0",
        new { id, key = key.ToArray(), request, descriptor });

    internal static void SetState(SqliteConnection connection, long id, EnrolmentState state, string certificate) => connection.Execute(
        "UPDATE enrolment SET state = @state, certificate = @certificate WHERE id = @id", new { id, state = (int)state, certificate });

    private static EnrolmentRow? One(SqliteConnection connection, string sql, object parameters) =>
        Read(connection, sql, parameters) is [var row, ..] ? row : null;

    private static List<EnrolmentRow> Read(SqliteConnection connection, string sql, object? parameters) =>
    [
        .. connection.Query<(long Id, string Member, long State, long? Expires, byte[]? Key, byte[] Request, byte[] Descriptor, string Certificate)>(sql, parameters)
            .Select(row => new EnrolmentRow(
                row.Id, MemberId.Parse(row.Member), (EnrolmentState)row.State, row.Expires is { } ms ? Hub.Columns.At(ms) : null,
                row.Key is { } key ? Digest.FromBytes(key) : null, row.Request, row.Descriptor, row.Certificate)),
    ];
}
