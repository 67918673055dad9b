using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Searches;
using FedHub.Node.Storage;

namespace FedHub.Node.Officers;

/// <summary>Officers' open searches, listed and cancelled when their officer is suspended.</summary>
internal sealed class OfficerSearches(NodeDatabase database, SearchStore store, PreparedSearches prepared, LiveSearches live, SearchDesk desk, TimeProvider clock)
{
    /// <summary>An officer's open searches, oldest first.</summary>
    public async Task<IReadOnlyList<OfficerSearch>> ListAsync(string officerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = await database.ReadAsync(
            connection => connection.Query<(byte[] QueryId, long CreatedAt, long ExpiresAt)>(
                """
                SELECT open_search.query_id, created_at, expires_at FROM open_search JOIN search_record USING (query_id)
                WHERE officer = @officerId AND expires_at > @now ORDER BY created_at, open_search.query_id
                """,
                new { officerId, now }).ToList(),
            cancellationToken);
        return [.. rows.Where(row => QueryId.TryFromBytes(row.QueryId, out _)).Select(row => Describe(row.QueryId, row.CreatedAt, row.ExpiresAt))];
    }

    /// <summary>Cancels an officer's open searches: none of them can be run, and what they hold is wiped. Those that run, with or without a call, are stopped and taken back.</summary>
    /// <returns>What was cancelled.</returns>
    public async Task<IReadOnlyList<OfficerSearch>> CancelAsync(string officerId, CancellationToken cancellationToken)
    {
        var open = await ListAsync(officerId, cancellationToken);
        foreach (var search in open)
        {
            if (prepared.Find(search.QueryId) is { } waiting && prepared.TryTake(waiting))
            {
                waiting.Dispose();
            }

            // Stopped before its secrets go, and ended for good, so that no restart takes it up again.
            await live.CancelAsync(search.QueryId);
            await desk.StopAsync(search.QueryId, cancellationToken);
            await store.WipeAsync(search.QueryId, cancellationToken);
        }

        return open;
    }

    private OfficerSearch Describe(byte[] id, long createdAt, long expiresAt)
    {
        QueryId.TryFromBytes(id, out var queryId);
        using var search = store.Load(queryId);
        return new OfficerSearch(
            queryId, DateTimeOffset.FromUnixTimeMilliseconds(createdAt), DateTimeOffset.FromUnixTimeMilliseconds(expiresAt),
            [.. (search?.Plan ?? []).Where(plan => plan.Asked.Count > 0).Select(plan => plan.Member).Distinct().Order()]);
    }
}
