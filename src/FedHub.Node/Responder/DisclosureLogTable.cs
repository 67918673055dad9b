using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.OwnRecords;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Responder;

/// <summary>The own log of disclosures: a row for each record and for each time that something was said of it. Inside the writer's transaction.</summary>
internal static class DisclosureLogTable
{
    /// <summary>Logs what is answered at once.</summary>
    public static void Add(
        SqliteConnection connection, VerifiedDisclosureRequest request, AnsweredQuery query, RecordVerdict verdict, byte[]? handle, DateTimeOffset now)
        => Add(connection, verdict, new
        {
            digest = request.Digest.ToArray(),
            at = now.ToUnixTimeMilliseconds(),
            origin = request.Origin.ToString(),
            officer = query.OfficerId,
            agency = query.Agency,
            purpose = (int)query.Purpose,
            legalBasis = query.LegalBasis,
            queryId = request.QueryId.ToArray(),
            collection = request.Collection.ToString(),
            handle,
        });

    /// <summary>Logs what a review came to.</summary>
    public static void Add(SqliteConnection connection, Review.ReviewItem review, RecordVerdict verdict, DateTimeOffset now) => Add(connection, verdict, new
    {
        digest = review.RequestDigest.ToArray(),
        at = now.ToUnixTimeMilliseconds(),
        origin = review.Origin.ToString(),
        officer = review.Officer,
        agency = review.Agency,
        purpose = (int)review.Purpose,
        legalBasis = review.LegalBasis,
        queryId = review.QueryId.ToArray(),
        collection = review.Collection.ToString(),
        handle = review.Handle,
    });

    /// <summary>Logs what an officer of the own country was shown of an own record.</summary>
    public static void Add(
        SqliteConnection connection, PreparedSearch search, MemberId self, OwnAsker asker, CollectionName collection, OwnMatch match, DateTimeOffset now)
        => Add(connection, match.Verdict, new
        {
            digest = search.QueryDigest.ToArray(),
            at = now.ToUnixTimeMilliseconds(),
            origin = self.ToString(),
            officer = asker.OfficerId,
            agency = asker.Agency,
            purpose = (int)asker.Purpose,
            legalBasis = asker.LegalBasis,
            queryId = search.QueryId.ToArray(),
            collection = collection.ToString(),
            handle = match.Handle,
        });

    private static void Add(SqliteConnection connection, RecordVerdict verdict, object who)
    {
        var row = new DynamicParameters(who);
        row.Add("outcome", (int)verdict.Outcome);
        row.Add("record", verdict.RowId?.Value);
        row.Add("category", (int)verdict.StoredCategory);
        row.Add("released", string.Join(' ', verdict.Summary.Select(field => field.Name)));
        row.Add("keyKinds", string.Join(' ', verdict.KeyKinds));
        connection.Execute(
            """
            INSERT INTO disclosure_log (request_digest, at, origin, officer, agency, purpose, legal_basis, query_id, collection, outcome, record, handle,
                category, released, key_kinds)
            VALUES (@digest, @at, @origin, @officer, @agency, @purpose, @legalBasis, @queryId, @collection, @outcome, @record, @handle,
                @category, @released, @keyKinds)
            """,
            row);
    }
}
