using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Disclosure requests and their answers. Writing methods run inside the writer's transaction.</summary>
internal static class DisclosureTable
{
    internal static void Insert(
        SqliteConnection connection, VerifiedDisclosureRequest request, byte[] encoded, bool held, DateTimeOffset acceptedAt, LogReceipt receipt) =>
        connection.Execute(
            """
            INSERT INTO disclosure (digest, origin, owner, query_id, accepted_at_ms, expires_at_ms, held, log_index, leaf_hash, request)
            VALUES (@digest, @origin, @owner, @queryId, @acceptedAt, @expiresAt, @held, @index, @leaf, @encoded)
            """,
            new
            {
                digest = request.Digest.ToArray(),
                origin = request.Origin.ToString(),
                owner = request.Owner.ToString(),
                queryId = request.QueryId.ToArray(),
                acceptedAt = Columns.Ms(acceptedAt),
                expiresAt = Columns.Ms(request.ExpiresAt),
                held,
                index = receipt.Index,
                leaf = receipt.LeafHash.ToArray(),
                encoded,
            });

    internal static StoredDisclosure? Find(SqliteConnection connection, Digest request)
    {
        var row = connection.QuerySingleOrDefault<DisclosureRow>(
            """
            SELECT digest, origin, owner, query_id AS queryId, expires_at_ms AS expiresAtMs, held, log_index AS logIndex,
                   leaf_hash AS leafHash, request, answer, answer_index AS answerIndex, answer_leaf AS answerLeaf
            FROM disclosure WHERE digest = @digest
            """,
            new { digest = request.ToArray() });
        return row is null
            ? null
            : new StoredDisclosure(
                Digest.FromBytes(row.Digest),
                MemberId.Parse(row.Origin),
                MemberId.Parse(row.Owner),
                Columns.QueryId(row.QueryId),
                Columns.At(row.ExpiresAtMs),
                row.Held != 0,
                Columns.Receipt(row.LogIndex, row.LeafHash),
                row.Request,
                row.Answer,
                row.Answer is null ? null : Columns.Receipt(row.AnswerIndex!.Value, row.AnswerLeaf!));
    }

    /// <summary>Requests that wait for an owner's answer, oldest first.</summary>
    internal static IReadOnlyList<Digest> ListDue(SqliteConnection connection, MemberId owner, DateTimeOffset now) =>
    [
        .. connection.Query<byte[]>(
            "SELECT digest FROM disclosure WHERE owner = @owner AND answer IS NULL AND expires_at_ms > @now ORDER BY log_index",
            new { owner = owner.ToString(), now = Columns.Ms(now) })
            .Select(digest => Digest.FromBytes(digest)),
    ];

    internal static void SetAnswer(SqliteConnection connection, Digest request, byte[] answer, Digest digest, LogReceipt receipt) =>
        connection.Execute(
            """
            UPDATE disclosure SET answer = @answer, answer_digest = @answerDigest, answer_index = @index, answer_leaf = @leaf
            WHERE digest = @request AND answer IS NULL
            """,
            new { request = request.ToArray(), answer, answerDigest = digest.ToArray(), index = receipt.Index, leaf = receipt.LeafHash.ToArray() });

    /// <summary>Whether an answer differs from the one that is stored.</summary>
    internal static bool HasOtherAnswer(SqliteConnection connection, Digest request, Digest digest) =>
        connection.ExecuteScalar<byte[]?>("SELECT answer_digest FROM disclosure WHERE digest = @request", new { request = request.ToArray() })
            is { } stored && Digest.FromBytes(stored) != digest;

    /// <summary>Unanswered requests of one member whose lifetime has not ended.</summary>
    internal static int CountOpen(SqliteConnection connection, MemberId origin, DateTimeOffset now) =>
        connection.ExecuteScalar<int>(
            "SELECT COUNT(*) FROM disclosure WHERE origin = @origin AND answer IS NULL AND expires_at_ms > @now",
            new { origin = origin.ToString(), now = Columns.Ms(now) });

    /// <summary>Owners with the number of requests that wait for them.</summary>
    internal static IReadOnlyDictionary<MemberId, int> CountDue(SqliteConnection connection, DateTimeOffset now) =>
        connection.Query<(string Owner, long Count)>(
            "SELECT owner, COUNT(*) FROM disclosure WHERE answer IS NULL AND expires_at_ms > @now GROUP BY owner", new { now = Columns.Ms(now) })
            .ToDictionary(row => MemberId.Parse(row.Owner), row => (int)row.Count);

    /// <summary>Ends the life of a query's unanswered requests: nothing more is delivered.</summary>
    internal static void Cancel(SqliteConnection connection, QueryKey key, DateTimeOffset now) => connection.Execute(
        "UPDATE disclosure SET expires_at_ms = MIN(expires_at_ms, @now) WHERE origin = @origin AND query_id = @id AND answer IS NULL",
        new { origin = key.Origin.ToString(), id = key.Id.ToArray(), now = Columns.Ms(now) });

    /// <summary>Deletes requests whose lifetime ended before a moment; the log keeps what must be kept.</summary>
    internal static int DeleteEndedBefore(SqliteConnection connection, DateTimeOffset before) =>
        connection.Execute("DELETE FROM disclosure WHERE expires_at_ms < @before", new { before = Columns.Ms(before) });
}
