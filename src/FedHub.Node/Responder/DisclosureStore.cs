using System.Security.Cryptography;
using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.AnswerLog;
using FedHub.Node.HubLink;
using FedHub.Node.Records;
using FedHub.Node.Review;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Responder;

/// <summary>What was disclosed to whom, on what basis; record handles; answers until they expire.</summary>
internal sealed class DisclosureStore(NodeDatabase database)
{
    private const int HandleSize = 16;

    /// <summary>The answer to a request that was answered before; null when it was not. Empty when it has expired.</summary>
    public IReadOnlyList<SealedMessage>? Find(Digest requestDigest) => database.Read(connection => Find(connection, requestDigest));

    /// <summary>The handle of each record for an asking member: made at its first disclosure, the same ever after, durable when this returns.</summary>
    public Task<Dictionary<RecordRowId, byte[]>> HandlesAsync(MemberId origin, IReadOnlyList<RecordRowId> records, CancellationToken cancellationToken)
        => records.Count == 0
            ? Task.FromResult(new Dictionary<RecordRowId, byte[]>())
            : database.WriteAsync(connection => records.Distinct().ToDictionary(record => record, record => Handle(connection, origin, record)), cancellationToken);

    /// <summary>The record that a handle stands for; null for an unknown one.</summary>
    public ValueTask<RecordRowId?> RecordOfAsync(ReadOnlyMemory<byte> handle, CancellationToken cancellationToken)
        => database.ReadAsync<RecordRowId?>(
            connection => connection.QuerySingleOrDefault<long?>("SELECT record FROM record_handle WHERE handle = @handle", new { handle = handle.ToArray() }) is { } row
                ? new RecordRowId(row)
                : null,
            cancellationToken);

    /// <summary>Keeps the answer, its entry in the node's log and one row of the disclosure log for each verdict. Durable when this returns, which is before anything leaves the node.</summary>
    /// <returns>The answer, or the one that another delivery of the request made durable first; null when another request of the query and collection was answered.</returns>
    public Task<SealedMessage?> CommitAsync(
        VerifiedDisclosureRequest request, AnsweredQuery query, IReadOnlyList<RecordVerdict> verdicts, IReadOnlyDictionary<int, byte[]> handles,
        SealingPublicKey replyKey, SealedMessage answer, HubReliance reliance, DateTimeOffset now, CancellationToken cancellationToken)
        => database.WriteLoggedAsync<SealedMessage?>(
            (connection, transaction) =>
            {
                if (Find(connection, request.Digest) is { } existing)
                {
                    return existing.Count > 0 ? existing[0] : null;
                }

                if (!Insert(connection, request, answer))
                {
                    return null;
                }

                var matter = new AnsweredMatter(request.Origin, request.QueryId, request.Digest, reliance);
                AnswerJournal.Append(connection, transaction, AnswerEvents.DisclosureReplied(request.Owner, matter, null, answer, now));
                for (var i = 0; i < verdicts.Count; i++)
                {
                    var handle = handles.GetValueOrDefault(i);
                    DisclosureLogTable.Add(connection, request, query, verdicts[i], handle, now);
                    Follow(connection, request, query, verdicts[i], handle, replyKey, now);
                }

                return answer;
            },
            cancellationToken);

    /// <summary>Forgets answers of requests that expired two minutes ago or earlier. The log of disclosures stays.</summary>
    public Task PruneAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            "UPDATE disclosure_answer SET answer = NULL WHERE answer IS NOT NULL AND expires_at < @expired",
            new { expired = (now - ProtocolLimits.ClockTolerance).ToUnixTimeMilliseconds() }),
        cancellationToken);

    private static IReadOnlyList<SealedMessage>? Find(SqliteConnection connection, Digest requestDigest)
    {
        using var rows = connection.ExecuteReader("SELECT answer FROM disclosure_answer WHERE request_digest = @digest", new { digest = requestDigest.ToArray() });
        if (!rows.Read())
        {
            return null;
        }

        return rows.IsDBNull(0) ? [] : SealedMessageCodec.DecodeAnswers((byte[])rows.GetValue(0));
    }

    /// <summary>A record's handle for a member, made if there is none; inside the writer's transaction.</summary>
    internal static byte[] Handle(SqliteConnection connection, MemberId origin, RecordRowId record)
    {
        connection.Execute(
            "INSERT INTO record_handle (record, origin, handle) VALUES (@record, @origin, @handle) ON CONFLICT (record, origin) DO NOTHING",
            new { record = record.Value, origin = origin.ToString(), handle = RandomNumberGenerator.GetBytes(HandleSize) });
        return connection.QuerySingle<byte[]>(
            "SELECT handle FROM record_handle WHERE record = @record AND origin = @origin", new { record = record.Value, origin = origin.ToString() });
    }

    private static bool Insert(SqliteConnection connection, VerifiedDisclosureRequest request, SealedMessage answer)
        => connection.Execute(
            """
            INSERT INTO disclosure_answer (request_digest, origin, query_id, collection, expires_at, answer)
            VALUES (@digest, @origin, @queryId, @collection, @expiresAt, @answer) ON CONFLICT (origin, query_id, collection) DO NOTHING
            """,
            new
            {
                digest = request.Digest.ToArray(),
                origin = request.Origin.ToString(),
                queryId = request.QueryId.ToArray(),
                collection = request.Collection.ToString(),
                expiresAt = request.ExpiresAt.ToUnixTimeMilliseconds(),
                answer = SealedMessageCodec.EncodeAnswers([answer]),
            }) == 1;

    /// <summary>What a verdict leaves to be done: a person decides, or changes of what was disclosed are told.</summary>
    private static void Follow(
        SqliteConnection connection, VerifiedDisclosureRequest request, AnsweredQuery query, RecordVerdict verdict, byte[]? handle,
        SealingPublicKey replyKey, DateTimeOffset now)
    {
        if (verdict.Outcome == DisclosureOutcome.UnderReview)
        {
            ReviewTable.Open(connection, request, query, verdict, handle!, replyKey.AsSpan(), now);
        }
        else if (verdict is { Outcome: DisclosureOutcome.Disclosed, ContentMac: { } mac })
        {
            DisclosedRecords.Remember(connection, handle!, verdict.RowId!.Value, request.Origin, mac);
        }
    }
}
