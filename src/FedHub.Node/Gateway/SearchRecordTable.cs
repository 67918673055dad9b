using Dapper;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Gateway;

/// <summary>Reads the sealed search records.</summary>
internal static class SearchRecordTable
{
    /// <summary>Records of a period after one that was read, the oldest first, at most so many.</summary>
    public static IReadOnlyList<SealedSearch> ListAfter(SqliteConnection connection, long sinceMs, long untilMs, SealedSearch? last, int count) =>
    [
        .. connection.Query<(byte[] Id, string Officer, long CreatedAt, byte[] Sealed)>(
            """
            SELECT query_id, officer, created_at, sealed FROM search_record
            WHERE created_at >= @sinceMs AND created_at < @untilMs AND (created_at, query_id) > (@lastAt, @lastId)
            ORDER BY created_at, query_id LIMIT @count
            """,
            new { sinceMs, untilMs, lastAt = last?.CreatedAtMs ?? long.MinValue, lastId = last?.QueryId ?? [], count })
            .Select(row => new SealedSearch(row.Id, row.Officer, row.CreatedAt, row.Sealed)),
    ];
}
