using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Searches;

/// <summary>Keeps what becomes known of searches. Each method is one commit: what an officer was told is there after a crash.</summary>
internal sealed class SearchKeeper(NodeDatabase database, KeptSearchTable table, SearchVault vault, OpenDisclosureStore disclosures, SearchFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan _choiceWithin = TimeSpan.FromDays(1);
    private static readonly TimeSpan _keepSearches = TimeSpan.FromDays(365);

    // The owner refuses 14 days after the due time; its letter may wait 7 days at the hub.
    private static readonly TimeSpan _reviewGrace = TimeSpan.FromDays(22);

    /// <summary>What goes into the commit that prepares a search.</summary>
    public Action<SqliteConnection> Begin(PreparedSearch search, SearchOfficer officer, SearchOrder order)
    {
        var members = search.Plan.Select(plan => plan.Member).Distinct().Order().ToList();
        var counts = search.Elements.ToDictionary(pair => pair.Key, pair => pair.Value.Keys.Count);
        var purpose = new SearchPurpose(order.Purpose, order.LegalBasis, order.CaseReference, members, counts)
        {
            Planned =
            [
                .. search.Plan.Select(plan => PlannedCollection.Of(plan, isOwn: false)), .. search.OwnPlan.Select(plan => PlannedCollection.Of(plan, isOwn: true)),
            ],
        };
        return connection => table.Insert(connection, search, officer.OfficerId, officer.Agency, purpose);
    }

    /// <summary>The officer has signed; from here on the search lives on.</summary>
    public Task SignedAsync(PreparedSearch search, Envelope signed, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            SearchStore.Sign(connection, search.QueryId, signed, search.NeedsConfirmation);

            // A row of a screening that was prepared anew meanwhile is asked by the new search alone.
            return connection.Execute(
                "UPDATE kept_search SET state = 1, envelope_digest = @digest WHERE query_id = @id AND state = 0",
                new { id = search.QueryId.ToArray(), digest = Digest.Of(EnvelopeBytes.Encode(signed)).ToArray() }) == 1
                ? true
                : throw new FedHubException(ErrorCode.FailedPrecondition, "The search is no longer the one to be signed; prepare it again.");
        },
        cancellationToken);

    /// <summary>The hub has taken the query.</summary>
    public async Task LoggedAsync(QueryId queryId, ulong logIndex, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            connection =>
            {
                connection.Execute("UPDATE kept_search SET log_index = @logIndex WHERE query_id = @id", new { id = queryId.ToArray(), logIndex = (long)logIndex });
                KeptSearchTable.Touch(connection, queryId, clock.GetUtcNow());
                return true;
            },
            cancellationToken);
        feed.Tell();
    }

    /// <summary>Keeps how a collection stands. Once it is settled, its disclosure request is wiped; the reply key stays while a review is open.</summary>
    public async Task KeepAsync(QueryId queryId, CollectionStanding standing, bool isSettled, CancellationToken cancellationToken)
    {
        using var request = isSettled && standing.IsAsked ? disclosures.Find(queryId, standing.Member, standing.Collection) : null;
        await database.WriteAsync(
            connection =>
            {
                table.Put(connection, queryId, standing, isSettled, clock.GetUtcNow());
                if (request is not null)
                {
                    AwaitReviews(connection, queryId, standing, request);
                    connection.Execute("DELETE FROM open_disclosure WHERE request_digest = @digest", new { digest = request.Digest.ToArray() });
                }

                return true;
            },
            cancellationToken);
        feed.Tell();
    }

    /// <summary>The query has ended. Blinds, keys and requests are wiped; a query that the hub never took leaves nothing.</summary>
    public async Task EndedAsync(QueryId queryId, bool isRefused, CancellationToken cancellationToken)
    {
        var id = queryId.ToArray();
        await database.WriteAsync(
            connection =>
            {
                SearchStore.Wipe(connection, queryId);
                if (isRefused && connection.Execute("DELETE FROM kept_search WHERE query_id = @id AND log_index IS NULL", new { id }) > 0)
                {
                    return true;
                }

                connection.Execute("UPDATE kept_search SET state = 2 WHERE query_id = @id AND state = 1", new { id });
                KeptSearchTable.Touch(connection, queryId, clock.GetUtcNow());
                return true;
            },
            cancellationToken);
        feed.Tell();
    }

    /// <summary>What a run begins with after a restart.</summary>
    public RunTerms TermsOf(QueryId queryId) => database.Read(connection =>
    {
        var index = connection.QuerySingleOrDefault<long?>("SELECT log_index FROM kept_search WHERE query_id = @id", new { id = queryId.ToArray() });
        return new RunTerms((ulong?)index, table.Settled(connection, queryId)) { MayBeSent = true };
    });

    /// <summary>Waits until the officer has chosen whether a member is asked.</summary>
    /// <returns>False when not, when nobody chose within a day, or when the search was taken back.</returns>
    public async Task<bool> WaitForChoiceAsync(QueryId queryId, MemberId member, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var until = createdAt + _choiceWithin;
        while (true)
        {
            var next = feed.Next;
            if (database.Read(connection => Choice(connection, queryId, member)) is { } choice)
            {
                return choice;
            }

            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            try
            {
                await next.WaitAsync(left, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Nobody chose: looked at once more, then the search goes on without.
            }
        }
    }

    /// <summary>Forgets what nobody signed in time and what is a year old, and gives reviews up whose owner never answered.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var given = await database.WriteAsync(
            connection =>
            {
                connection.Execute("DELETE FROM kept_search WHERE state = 0 AND expires_at < @now", new { now = now.ToUnixTimeMilliseconds() });
                connection.Execute("DELETE FROM kept_search WHERE state > 1 AND created_at < @old", new { old = (now - _keepSearches).ToUnixTimeMilliseconds() });
                connection.Execute("DELETE FROM screening WHERE until < @old", new { old = (now - _keepSearches).ToUnixTimeMilliseconds() });
                return GiveUp(connection, now);
            },
            cancellationToken);
        if (given > 0)
        {
            feed.Tell();
        }
    }

    private static bool? Choice(SqliteConnection connection, QueryId queryId, MemberId member)
    {
        var id = queryId.ToArray();
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM kept_search WHERE query_id = @id AND state = 1)", new { id }) == 0)
        {
            return false;
        }

        return connection.QuerySingleOrDefault<long?>(
            "SELECT asks FROM search_choice WHERE query_id = @id AND member = @member", new { id, member = member.ToString() }) is { } asks
            ? asks != 0
            : null;
    }

    private void AwaitReviews(SqliteConnection connection, QueryId queryId, CollectionStanding standing, OpenDisclosureRequest request)
    {
        Span<byte> replyKey = stackalloc byte[SealingKey.Size];
        request.ReplyKey.Export(replyKey);
        var sealedKey = vault.Seal(queryId, replyKey);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(replyKey);
        foreach (var record in standing.Records.Where(record => record.Outcome == DisclosureOutcome.UnderReview && record.Handle.Length > 0))
        {
            connection.Execute(
                """
                INSERT INTO pending_review (request_digest, handle, query_id, member, collection, gives_up_at, sealed_reply_key)
                VALUES (@digest, @handle, @id, @member, @collection, @givesUpAt, @sealedKey) ON CONFLICT DO NOTHING
                """,
                new
                {
                    digest = request.Digest.ToArray(),
                    handle = record.Handle.ToArray(),
                    id = queryId.ToArray(),
                    member = standing.Member.ToString(),
                    collection = standing.Collection.ToString(),
                    givesUpAt = ((record.DueAt ?? clock.GetUtcNow()) + _reviewGrace).ToUnixTimeMilliseconds(),
                    sealedKey,
                });
        }
    }

    private int GiveUp(SqliteConnection connection, DateTimeOffset now)
    {
        var rows = connection.Query<(byte[] Digest, byte[] Handle, byte[] Query, string Member, string Collection)>(
            "SELECT request_digest, handle, query_id, member, collection FROM pending_review WHERE gives_up_at < @now", new { now = now.ToUnixTimeMilliseconds() }).AsList();
        foreach (var row in rows)
        {
            _ = QueryId.TryFromBytes(row.Query, out var queryId);
            if (table.FindCollection(connection, queryId, MemberId.Parse(row.Member), CollectionName.Parse(row.Collection)) is { } standing)
            {
                var others = standing.Records.Where(record => !record.Handle.Span.SequenceEqual(row.Handle)).ToList();
                table.Put(connection, queryId, standing with { Records = others, Rest = OutcomeMerger.Merge(standing.Rest is { } rest ? [rest, Outcome.Expired] : [Outcome.Expired]) }, isSettled: true, now);
            }

            connection.Execute("DELETE FROM pending_review WHERE request_digest = @Digest AND handle = @Handle", new { row.Digest, row.Handle });
        }

        return rows.Count;
    }
}
