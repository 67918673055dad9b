using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Keys;

/// <summary>
/// What a revoked key signed, or what was sealed to it, as far as this node still keeps it: everything of the time in which the key was in
/// use, two minutes more at both ends for calls that were under way.
/// </summary>
/// <param name="Key">The key.</param>
/// <param name="Queries">Own queries that it signed.</param>
/// <param name="Answers">Queries of others that it answered, or that were sealed to it.</param>
/// <param name="Disclosures">Disclosures that it signed, or whose requests were sealed to it.</param>
public sealed record TouchedByKey(
    UsedKey Key, IReadOnlyList<TouchedMessage> Queries, IReadOnlyList<TouchedMessage> Answers, IReadOnlyList<TouchedMessage> Disclosures)
{
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(2);

    internal static TouchedByKey Read(SqliteConnection connection, UsedKey key)
    {
        if (key.Use == KeyUse.Witness)
        {
            return new TouchedByKey(key, [], [], []);
        }

        var own = key.Use == KeyUse.Signing
            ? List(connection, key, "SELECT '' AS origin, query_id, created_at FROM search_record WHERE created_at BETWEEN @from AND @until ORDER BY created_at")
            : [];
        return new TouchedByKey(
            key,
            own,
            List(connection, key, "SELECT origin, query_id, answered_at FROM answered_query WHERE answered_at BETWEEN @from AND @until ORDER BY answered_at"),
            List(connection, key, "SELECT origin, query_id, at FROM disclosure_log WHERE at BETWEEN @from AND @until ORDER BY at"));
    }

    private static IReadOnlyList<TouchedMessage> List(SqliteConnection connection, UsedKey key, string sql) =>
    [
        .. connection.Query<(string Origin, byte[] QueryId, long At)>(sql, new
        {
            from = (key.ActivatedAt - _margin).ToUnixTimeMilliseconds(),
            until = key.RetiredAt is { } retired ? (retired + _margin).ToUnixTimeMilliseconds() : long.MaxValue,
        })
            .Where(row => QueryId.TryFromBytes(row.QueryId, out _))
            .Select(row => new TouchedMessage(
                QueryId.TryFromBytes(row.QueryId, out var id) ? id : default,
                MemberId.TryParse(row.Origin, out var origin) ? origin : null,
                DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
    ];
}
