using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Queries, their parts and answers. Writing methods run inside the writer's transaction.</summary>
internal static class QueryTable
{
    private const string ByKey = "origin = @origin AND query_id = @id";
    private const string BySlot = "member = @member AND collection = @collection AND class = @class";

    internal static void Insert(
        SqliteConnection connection,
        AcceptedQuery accepted,
        DateTimeOffset acceptedAt,
        LogReceipt receipt,
        IReadOnlyDictionary<MemberId, DeliveryState> members)
    {
        var query = accepted.Query;
        var (origin, id) = Parameters(accepted.Key);
        connection.Execute(
            """
            INSERT INTO query (origin, query_id, digest, urgency, accepted_at_ms, expires_at_ms, log_index, leaf_hash, envelope)
            VALUES (@origin, @id, @digest, @urgency, @acceptedAt, @expiresAt, @index, @leaf, @envelope)
            """,
            new
            {
                origin,
                id,
                digest = query.Digest.ToArray(),
                urgency = (int)query.Urgency,
                acceptedAt = Columns.Ms(acceptedAt),
                expiresAt = Columns.Ms(query.ExpiresAt),
                index = receipt.Index,
                leaf = receipt.LeafHash.ToArray(),
                envelope = accepted.Envelope,
            });
        connection.Execute(
            """
            INSERT INTO query_part (origin, query_id, ordinal, member, collection, class, sealed_part)
            VALUES (@origin, @id, @ordinal, @member, @collection, @class, @sealedPart)
            """,
            query.Parts.Select((part, ordinal) => new
            {
                origin,
                id,
                ordinal,
                member = part.Slot.Member.ToString(),
                collection = part.Slot.Collection.ToString(),
                @class = (int)part.Slot.Class,
                sealedPart = accepted.SealedParts[ordinal],
            }));
        connection.Execute(
            "INSERT INTO query_member (origin, query_id, member, state) VALUES (@origin, @id, @member, @state)",
            members.Select(member => new { origin, id, member = member.Key.ToString(), state = (int)member.Value }));
    }

    internal static StoredQuery? Find(SqliteConnection connection, QueryKey key)
    {
        var (origin, id) = Parameters(key);
        var row = connection.QuerySingleOrDefault<QueryRow>(
            $"""
            SELECT origin, query_id AS queryId, digest, urgency, accepted_at_ms AS acceptedAtMs, expires_at_ms AS expiresAtMs,
                   log_index AS logIndex, leaf_hash AS leafHash, completed
            FROM query WHERE {ByKey}
            """,
            new { origin, id });
        return row is null ? null : WithDetails(connection, row);
    }

    /// <summary>Queries that are not completed, for the start.</summary>
    internal static IReadOnlyList<QueryKey> ListOpen(SqliteConnection connection) =>
    [
        .. connection.Query<(string Origin, byte[] Id)>("SELECT origin, query_id FROM query WHERE completed = 0")
            .Select(row => new QueryKey(MemberId.Parse(row.Origin), Columns.QueryId(row.Id))),
    ];

    /// <summary>Queries that wait for a member's answers, oldest first.</summary>
    internal static IReadOnlyList<QueryKey> ListDue(SqliteConnection connection, MemberId member, DateTimeOffset now) =>
    [
        .. connection.Query<(string Origin, byte[] Id)>(
            """
            SELECT q.origin, q.query_id FROM query_member m JOIN query q USING (origin, query_id)
            WHERE m.member = @member AND m.state IN (0, 3) AND q.completed = 0 AND q.expires_at_ms > @now
            ORDER BY q.log_index
            """,
            new { member = member.ToString(), now = Columns.Ms(now) })
            .Select(row => new QueryKey(MemberId.Parse(row.Origin), Columns.QueryId(row.Id))),
    ];

    /// <summary>What a member gets; null when it is gone or has nothing left to answer.</summary>
    internal static StoredDelivery? FindDelivery(SqliteConnection connection, QueryKey key, MemberId member)
    {
        var (origin, id) = Parameters(key);
        var query = connection.QuerySingleOrDefault<(byte[]? Envelope, long Index, byte[]? Leaf)>(
            $"SELECT envelope, log_index, leaf_hash FROM query WHERE {ByKey} AND completed = 0", new { origin, id });
        var parts = connection.Query<(byte[] SealedPart, long Answered)>(
            $"SELECT sealed_part, answer IS NOT NULL FROM query_part WHERE {ByKey} AND member = @member ORDER BY ordinal",
            new { origin, id, member = member.ToString() }).AsList();

        // All parts or nothing: a node answers a query as a whole, and repeated answers change nothing here.
        return query.Envelope is null || parts.TrueForAll(part => part.Answered != 0)
            ? null
            : new StoredDelivery(query.Envelope, [.. parts.Select(part => part.SealedPart)], Columns.Receipt(query.Index, query.Leaf!));
    }

    internal static StoredSlotAnswer? FindAnswer(SqliteConnection connection, QueryKey key, SlotId slot)
    {
        var row = connection.QuerySingleOrDefault<(byte[]? Answer, long? Index, byte[]? Leaf)>(
            $"SELECT answer, answer_index, answer_leaf FROM query_part WHERE {ByKey} AND {BySlot}", SlotParameters(key, slot));
        return row.Answer is null ? null : new StoredSlotAnswer(row.Answer, Columns.Receipt(row.Index!.Value, row.Leaf!));
    }

    /// <summary>The digest of the statement that answered a slot; null when it is unanswered.</summary>
    internal static Digest? FindAnswerDigest(SqliteConnection connection, QueryKey key, SlotId slot)
    {
        var bytes = connection.QuerySingleOrDefault<byte[]?>(
            $"SELECT answer_digest FROM query_part WHERE {ByKey} AND {BySlot}", SlotParameters(key, slot));
        return bytes is null ? null : Digest.FromBytes(bytes);
    }

    internal static void SetAnswer(SqliteConnection connection, QueryKey key, SlotId slot, byte[] answer, Digest digest, LogReceipt receipt)
    {
        var parameters = SlotParameters(key, slot);
        parameters.Add("answer", answer);
        parameters.Add("digest", digest.ToArray());
        parameters.Add("index", receipt.Index);
        parameters.Add("leaf", receipt.LeafHash.ToArray());
        connection.Execute(
            $"""
            UPDATE query_part SET answer = @answer, answer_digest = @digest, answer_index = @index, answer_leaf = @leaf
            WHERE {ByKey} AND {BySlot} AND answer IS NULL
            """,
            parameters);
    }

    /// <summary>Ends the wait for all that have not answered: nothing more is delivered.</summary>
    internal static void Cancel(SqliteConnection connection, QueryKey key)
    {
        var (origin, id) = Parameters(key);
        connection.Execute($"UPDATE query_member SET state = @expired WHERE {ByKey} AND state IN (0, 3)", new { origin, id, expired = (int)DeliveryState.Expired });
        connection.Execute($"UPDATE query SET completed = 1 WHERE {ByKey}", new { origin, id });
    }

    internal static void Complete(SqliteConnection connection, QueryKey key, IReadOnlyDictionary<MemberId, DeliveryState> members)
    {
        var (origin, id) = Parameters(key);
        connection.Execute($"UPDATE query SET completed = 1 WHERE {ByKey}", new { origin, id });
        connection.Execute(
            $"UPDATE query_member SET state = @state WHERE {ByKey} AND member = @member",
            members.Select(member => new { origin, id, member = member.Key.ToString(), state = (int)member.Value }));
    }

    /// <summary>Members with the number of queries that wait for them.</summary>
    internal static IReadOnlyDictionary<MemberId, int> CountDue(SqliteConnection connection) =>
        connection.Query<(string Member, long Count)>(
            """
            SELECT m.member, COUNT(*) FROM query_member m JOIN query q USING (origin, query_id)
            WHERE m.state IN (0, 3) AND q.completed = 0 GROUP BY m.member
            """).ToDictionary(row => MemberId.Parse(row.Member), row => (int)row.Count);

    /// <summary>Deletes completed queries whose lifetime ended before a moment; the log keeps what must be kept.</summary>
    internal static int DeleteEndedBefore(SqliteConnection connection, DateTimeOffset before) =>
        connection.Execute("DELETE FROM query WHERE expires_at_ms < @before AND completed = 1", new { before = Columns.Ms(before) });

    private static (string Origin, byte[] Id) Parameters(QueryKey key) => (key.Origin.ToString(), key.Id.ToArray());

    private static DynamicParameters SlotParameters(QueryKey key, SlotId slot)
    {
        var parameters = new DynamicParameters();
        parameters.Add("origin", key.Origin.ToString());
        parameters.Add("id", key.Id.ToArray());
        parameters.Add("member", slot.Member.ToString());
        parameters.Add("collection", slot.Collection.ToString());
        parameters.Add("class", (int)slot.Class);
        return parameters;
    }

    private static StoredQuery WithDetails(SqliteConnection connection, QueryRow row)
    {
        var slots = connection.Query<(string Member, string Collection, long Class, long Answered)>(
            $"""
            SELECT member, collection, class, answer IS NOT NULL FROM query_part WHERE {ByKey}
            ORDER BY answer IS NULL, answer_index, ordinal
            """,
            new { origin = row.Origin, id = row.QueryId });
        var members = connection.Query<(string Member, long State)>(
            $"SELECT member, state FROM query_member WHERE {ByKey}", new { origin = row.Origin, id = row.QueryId });
        return new StoredQuery
        {
            Key = new QueryKey(MemberId.Parse(row.Origin), Columns.QueryId(row.QueryId)),
            Digest = Digest.FromBytes(row.Digest),
            Urgency = (Urgency)row.Urgency,
            AcceptedAt = Columns.At(row.AcceptedAtMs),
            ExpiresAt = Columns.At(row.ExpiresAtMs),
            Receipt = Columns.Receipt(row.LogIndex, row.LeafHash),
            Completed = row.Completed != 0,
            Slots = [.. slots.Select(slot => new QuerySlotState(Columns.Slot(slot.Member, slot.Collection, slot.Class), slot.Answered != 0))],
            Members = members.ToDictionary(member => MemberId.Parse(member.Member), member => (DeliveryState)member.State),
        };
    }
}
