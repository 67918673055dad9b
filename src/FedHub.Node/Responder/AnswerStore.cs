using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.AnswerLog;
using FedHub.Node.HubLink;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Responder;

/// <summary>
/// What this node answered: the answers themselves until the query's expiry and two minutes, so that a redelivery gets the same ones; the
/// fact for as long as a disclosure may refer to it.
/// </summary>
internal sealed class AnswerStore(NodeDatabase database)
{
    // A disclosure request lives at most 7 days and may be sent until the query's own end.
    private static readonly TimeSpan _keepFacts = TimeSpan.FromDays(15);

    /// <summary>The answers to a query, if it was answered.</summary>
    public Task<StoredAnswers?> FindAsync(MemberId origin, QueryId queryId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(connection => Find(connection, origin, queryId)));
    }

    /// <summary>Takes the budgets of the slots that were evaluated, keeps the answers and logs them, all or nothing.</summary>
    public Task<AnswerCommit> CommitAsync(
        VerifiedQuery query, IReadOnlyList<SlotWork> slots, IReadOnlyList<SealedMessage> answers, HubReliance? reliance, DateTimeOffset now,
        CancellationToken cancellationToken)
        => database.WriteLoggedAsync((connection, transaction) => Commit(connection, transaction, query, slots, answers, reliance, now), cancellationToken);

    /// <summary>The answered query that a disclosure request names; null when there is none.</summary>
    public AnsweredQuery? FindForDisclosure(MemberId origin, QueryId queryId, CollectionName collection) => database.Read(connection =>
    {
        var key = new { origin = origin.ToString(), queryId = queryId.ToArray(), collection = collection.ToString() };
        var row = connection.QuerySingleOrDefault<QueryRow>(
            "SELECT digest AS Digest, credential_id AS CredentialId, officer AS Officer, agency AS Agency, purpose AS Purpose, legal_basis AS LegalBasis, self_test AS SelfTest, bulk AS Bulk "
            + "FROM answered_query WHERE origin = @origin AND query_id = @queryId",
            key);
        if (row is null)
        {
            return null;
        }

        var slots = connection.Query<(long Class, long Epoch, long Elements)>(
            "SELECT class, epoch, elements FROM answered_slot WHERE origin = @origin AND query_id = @queryId AND collection = @collection", key);
        return new AnsweredQuery(
            Digest.FromBytes(row.Digest), row.CredentialId, row.Officer, row.Agency, (Purpose)row.Purpose, row.LegalBasis, row.SelfTest != 0,
            slots.ToDictionary(slot => (IdentifierClass)slot.Class, slot => new AnsweredSlot(new EpochNumber((uint)slot.Epoch), (int)slot.Elements)))
        {
            IsBulk = row.Bulk != 0,
        };
    });

    /// <summary>Forgets answers of queries that expired two minutes ago or earlier, later the queries, and old budgets.</summary>
    public Task PruneAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            var expired = (now - ProtocolLimits.ClockTolerance).ToUnixTimeMilliseconds();
            var forgotten = (now - _keepFacts).ToUnixTimeMilliseconds();
            connection.Execute("UPDATE answered_query SET answers = NULL WHERE answers IS NOT NULL AND expires_at < @expired", new { expired });
            connection.Execute("DELETE FROM answered_query WHERE expires_at < @forgotten", new { forgotten });
            RefusalTable.Prune(connection, now);
            BudgetLedger.Prune(connection, null, now);
            return true;
        },
        cancellationToken);

    private static StoredAnswers? Find(SqliteConnection connection, MemberId origin, QueryId queryId)
    {
        var row = connection.QuerySingleOrDefault<AnswersRow>(
            "SELECT digest AS Digest, answers AS Answers FROM answered_query WHERE origin = @origin AND query_id = @queryId",
            new { origin = origin.ToString(), queryId = queryId.ToArray() });
        return row is null ? null : new StoredAnswers(Digest.FromBytes(row.Digest), row.Answers is null ? [] : SealedMessageCodec.DecodeAnswers(row.Answers));
    }

    private static AnswerCommit Commit(
        SqliteConnection connection, SqliteTransaction transaction, VerifiedQuery query, IReadOnlyList<SlotWork> slots, IReadOnlyList<SealedMessage> answers,
        HubReliance? reliance, DateTimeOffset now)
    {
        if (Find(connection, query.Origin, query.QueryId) is { } existing)
        {
            return new AnswerCommit(null, existing, []);
        }

        // Each slot is tried in a savepoint that is rolled back, so that one used-up budget is found for every slot before anything is taken.
        var evaluated = slots.Where(slot => slot.Refusal is null).ToList();
        var overBudget = TakeBudgets(connection, query, evaluated, now);
        if (overBudget.Count > 0)
        {
            return new AnswerCommit(null, null, overBudget);
        }

        var given = slots.Zip(answers, (slot, answer) => new GivenAnswer(slot.Part.Slot, slot.Refusal, answer)).ToList();
        var kept = AnswerJournal.Write(connection, transaction, new AnsweredMatter(query.Origin, query.QueryId, query.Digest, reliance), given, now);
        Insert(connection, query, evaluated, SealedMessageCodec.EncodeAnswers(kept), now);
        return new AnswerCommit(kept, null, []);
    }

    private static List<(SlotWork Slot, Refusal Refusal)> TakeBudgets(
        SqliteConnection connection, VerifiedQuery query, List<SlotWork> evaluated, DateTimeOffset now)
    {
        var refused = new List<(SlotWork, Refusal)>();
        connection.Execute("SAVEPOINT budgets");
        foreach (var slot in evaluated)
        {
            if (BudgetLedger.TryTake(connection, null, slot.Charges, now) is { } refusal)
            {
                refused.Add((slot, refusal));
            }
        }

        if (refused.Count > 0)
        {
            connection.Execute("ROLLBACK TO budgets");
        }

        connection.Execute("RELEASE budgets");
        return refused;
    }

    private static void Insert(SqliteConnection connection, VerifiedQuery query, List<SlotWork> evaluated, byte[] answers, DateTimeOffset now)
    {
        var origin = query.Origin.ToString();
        var queryId = query.QueryId.ToArray();
        connection.Execute(
            """
            INSERT INTO answered_query (origin, query_id, digest, credential_id, officer, agency, purpose, legal_basis, self_test, bulk, answered_at, expires_at, answers)
            VALUES (@origin, @queryId, @digest, @credentialId, @officer, @agency, @purpose, @legalBasis, @selfTest, @bulk, @answeredAt, @expiresAt, @answers)
            """,
            new
            {
                origin,
                queryId,
                digest = query.Digest.ToArray(),
                credentialId = query.Credential.CredentialId.ToArray(),
                officer = query.Credential.OfficerId,
                agency = query.Credential.Agency,
                purpose = (int)query.Purpose,
                legalBasis = query.LegalBasis,
                selfTest = query.IsSelfTest ? 1 : 0,
                bulk = query.IsBulk ? 1 : 0,
                answeredAt = now.ToUnixTimeMilliseconds(),
                expiresAt = query.ExpiresAt.ToUnixTimeMilliseconds(),
                answers,
            });
        foreach (var slot in evaluated)
        {
            connection.Execute(
                "INSERT INTO answered_slot (origin, query_id, collection, class, epoch, elements) VALUES (@origin, @queryId, @collection, @class, @epoch, @elements)",
                new
                {
                    origin,
                    queryId,
                    collection = slot.Part.Slot.Collection.ToString(),
                    @class = (int)slot.Part.Slot.Class,
                    epoch = (long)slot.Key!.Epoch.Value,
                    elements = slot.Part.Count,
                });
        }
    }

    private sealed class AnswersRow
    {
        public byte[] Digest { get; set; } = [];

        public byte[]? Answers { get; set; }
    }

    private sealed class QueryRow
    {
        public byte[] Digest { get; set; } = [];

        public byte[] CredentialId { get; set; } = [];

        public string Officer { get; set; } = "";

        public string Agency { get; set; } = "";

        public long Purpose { get; set; }

        public string LegalBasis { get; set; } = "";

        public long SelfTest { get; set; }

        public long Bulk { get; set; }
    }
}
