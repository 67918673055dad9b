using Dapper;
using FedHub.Node.Responder;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Review;

/// <summary>The statements on reviews. Writing methods run inside the writer's transaction.</summary>
internal static class ReviewTable
{
    /// <summary>How long after its due time a review lapses.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(14);

    /// <summary>Opens a review, in the commit that tells the asker of it.</summary>
    public static void Open(
        SqliteConnection connection, VerifiedDisclosureRequest request, AnsweredQuery query, RecordVerdict verdict, byte[] handle,
        ReadOnlySpan<byte> replyKey, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO review (request_digest, record, origin, officer, agency, purpose, legal_basis, query_id, collection, handle, category, key_kinds, claims,
            has_more, reply_key, two_persons, asked_at, due_at, lapses_at, state, version)
        VALUES (@digest, @record, @origin, @officer, @agency, @purpose, @legalBasis, @queryId, @collection, @handle, @category, @keyKinds, @claims,
            @hasMore, @replyKey, @twoPersons, @askedAt, @dueAt, @lapsesAt, 0, 0)
        """,
        new
        {
            digest = request.Digest.ToArray(),
            record = verdict.RowId!.Value.Value,
            origin = request.Origin.ToString(),
            officer = query.OfficerId,
            agency = query.Agency,
            purpose = (int)query.Purpose,
            legalBasis = query.LegalBasis,
            queryId = request.QueryId.ToArray(),
            collection = request.Collection.ToString(),
            handle,
            category = (int)verdict.StoredCategory,
            keyKinds = string.Join(' ', verdict.KeyKinds),
            claims = ReviewRow.PackClaims(verdict.Claims),
            hasMore = verdict.HasMore ? 1 : 0,
            replyKey = replyKey.ToArray(),
            twoPersons = verdict.TwoPersons ? 1 : 0,
            askedAt = now.ToUnixTimeMilliseconds(),
            dueAt = verdict.DueAt!.Value.ToUnixTimeMilliseconds(),
            lapsesAt = (verdict.DueAt.Value + Grace).ToUnixTimeMilliseconds(),
        });

    public static ReviewItem? Find(SqliteConnection connection, long id)
        => connection.QuerySingleOrDefault<ReviewRow>($"SELECT {ReviewRow.Columns} FROM review WHERE id = @id", new { id })?.ToItem();

    /// <summary>Open ones by due time, so that overdue ones come first; or closed ones, newest first.</summary>
    public static IReadOnlyList<ReviewItem> List(SqliteConnection connection, bool closed, int limit)
    {
        var where = closed ? "state NOT IN (0, 1) ORDER BY decided_at DESC" : "state IN (0, 1) ORDER BY due_at";
        return [.. connection.Query<ReviewRow>($"SELECT {ReviewRow.Columns} FROM review WHERE {where}, id LIMIT @limit", new { limit }).Select(row => row.ToItem())];
    }

    /// <summary>Open ones whose time is over, or whose record is gone.</summary>
    public static IReadOnlyList<ReviewItem> ListEnding(SqliteConnection connection, DateTimeOffset now) =>
    [
        .. connection.Query<ReviewRow>(
            $"""
            SELECT {ReviewRow.Columns} FROM review
            WHERE state IN (0, 1) AND (lapses_at <= @now OR NOT EXISTS (SELECT 1 FROM record WHERE row_id = review.record)) ORDER BY id LIMIT 200
            """,
            new { now = now.ToUnixTimeMilliseconds() }).Select(row => row.ToItem()),
    ];

    /// <summary>How many are open and how many of them overdue.</summary>
    public static (int Open, int Overdue) Count(SqliteConnection connection, DateTimeOffset now)
    {
        var (open, overdue) = connection.QuerySingle<(long, long)>(
            "SELECT COUNT(*), COALESCE(SUM(due_at <= @now), 0) FROM review WHERE state IN (0, 1)", new { now = now.ToUnixTimeMilliseconds() });
        return ((int)open, (int)overdue);
    }

    /// <summary>What has been said, in order.</summary>
    public static IReadOnlyList<ReviewVote> Votes(SqliteConnection connection, long id) =>
    [
        .. connection.Query<(long At, string Reviewer, long Outcome, string Ground, string Reason)>(
            "SELECT at, reviewer, outcome, ground, reason FROM review_vote WHERE review = @id ORDER BY version", new { id })
            .Select(row => new ReviewVote(
                DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Reviewer, (DisclosureOutcome)row.Outcome, row.Ground, row.Reason)),
    ];

    /// <summary>Adds a vote, if nobody has said anything since the version that its person saw.</summary>
    /// <returns>False when somebody has.</returns>
    public static bool TryVote(SqliteConnection connection, ReviewItem seen, ReviewVote vote, ReviewState next)
    {
        var row = new
        {
            seen.Id,
            seen.Version,
            Next = (int)next,
            At = vote.At.ToUnixTimeMilliseconds(),
            vote.Reviewer,
            Outcome = (int)vote.Outcome,
            vote.Ground,
            vote.Reason,
            DecidedAt = next == ReviewState.Proposed ? (long?)null : vote.At.ToUnixTimeMilliseconds(),
        };
        if (connection.Execute(
            "UPDATE review SET state = @Next, version = version + 1, outcome = @Outcome, decided_at = @DecidedAt WHERE id = @Id AND version = @Version AND state IN (0, 1)", row) == 0)
        {
            return false;
        }

        connection.Execute(
            "INSERT INTO review_vote (review, version, at, reviewer, outcome, ground, reason) VALUES (@Id, @Version, @At, @Reviewer, @Outcome, @Ground, @Reason)", row);
        return true;
    }
}
