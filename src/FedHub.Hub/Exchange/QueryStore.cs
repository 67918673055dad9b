using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Queries and answers with their log entries. When a writing method returns, both are durable, by one commit.</summary>
internal sealed class QueryStore(SqliteDatabase database, TimeProvider clock)
{
    internal ValueTask<StoredQuery?> FindAsync(QueryKey key, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => QueryTable.Find(connection, key), cancellationToken);

    internal ValueTask<IReadOnlyList<QueryKey>> ListOpenAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(QueryTable.ListOpen, cancellationToken);

    internal ValueTask<IReadOnlyList<QueryKey>> ListDueAsync(MemberId member, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => QueryTable.ListDue(connection, member, clock.GetUtcNow()), cancellationToken);

    internal ValueTask<StoredDelivery?> FindDeliveryAsync(QueryKey key, MemberId member, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => QueryTable.FindDelivery(connection, key, member), cancellationToken);

    internal ValueTask<StoredSlotAnswer?> FindAnswerAsync(QueryKey key, SlotId slot, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => QueryTable.FindAnswer(connection, key, slot), cancellationToken);

    internal ValueTask<bool> IsRevokedAsync(MemberId member, ReadOnlyMemory<byte> credential, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => StatementTable.IsRevoked(connection, member, credential), cancellationToken);

    /// <summary>Takes the budget, logs the query and stores it; or logs that the budget is used up; or finds what came before.</summary>
    internal Task<QueryAdmission> AdmitAsync(
        AcceptedQuery accepted, IReadOnlyDictionary<MemberId, DeliveryState> members, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync((connection, transaction) => Admit(connection, transaction, accepted, members), cancellationToken);

    /// <summary>Logs and stores answers; those that came before keep their first entry.</summary>
    /// <exception cref="FedHubException">NotFound: no such query, or it did not ask that slot; then none is stored.</exception>
    internal Task<AnswersTaken> TakeAnswersAsync(QueryKey key, IReadOnlyList<ReturnedAnswer> answers, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync((connection, transaction) => TakeAnswers(connection, transaction, key, answers), cancellationToken);

    /// <summary>Logs a cancellation; what was not delivered of the query and its disclosure requests is dropped in the same commit.</summary>
    /// <exception cref="FedHubException">NotFound: no such query of this origin.</exception>
    internal Task<LogReceipt> CancelAsync(VerifiedCancellation cancellation, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                var key = new QueryKey(cancellation.Origin, cancellation.QueryId);
                if (QueryTable.Find(connection, key) is not { } query || query.Digest != cancellation.QueryDigest)
                {
                    throw new FedHubException(ErrorCode.NotFound, "There is no such query.");
                }

                QueryTable.Cancel(connection, key);
                DisclosureTable.Cancel(connection, key, clock.GetUtcNow());
                return transaction.Append(LetterEvents.Cancelled(cancellation, clock.GetUtcNow()));
            },
            cancellationToken);

    internal Task CompleteAsync(QueryKey key, IReadOnlyDictionary<MemberId, DeliveryState> members) =>
        database.Writer.ExecuteAsync(
            (connection, _) =>
            {
                QueryTable.Complete(connection, key, members);
                return true;
            },
            CancellationToken.None);

    private QueryAdmission Admit(
        SqliteConnection connection, SqliteTransaction transaction, AcceptedQuery accepted, IReadOnlyDictionary<MemberId, DeliveryState> members)
    {
        var now = clock.GetUtcNow();
        if (QueryTable.Find(connection, accepted.Key) is { } earlier)
        {
            return new QueryAdmission(earlier, null, IsNew: false);
        }

        // Checked again here: a revocation may have been logged since the query was verified.
        if (StatementTable.IsRevoked(connection, accepted.Query.Origin, accepted.Query.Credential.CredentialId))
        {
            return new QueryAdmission(null, new Refusal(ErrorCode.CredentialInvalid, "The investigator's credential was revoked."), IsNew: false);
        }

        var charges = accepted.Query.Parts.SelectMany(part => BudgetCharge.For(accepted.Query, part)).ToList();
        if (BudgetLedger.TryTake(connection, transaction, charges, now) is { } overBudget)
        {
            transaction.Append(QueryEvents.BudgetRefused(accepted.Query, overBudget, now));
            return new QueryAdmission(null, overBudget, IsNew: false);
        }

        // Entry, budget and query are one commit: a crash leaves all of them or none.
        var receipt = transaction.Append(QueryEvents.Submitted(accepted.Query, now));
        QueryTable.Insert(connection, accepted, now, receipt, members);
        return new QueryAdmission(QueryTable.Find(connection, accepted.Key), null, IsNew: true);
    }

    private AnswersTaken TakeAnswers(
        SqliteConnection connection, SqliteTransaction transaction, QueryKey key, IReadOnlyList<ReturnedAnswer> answers)
    {
        var query = QueryTable.Find(connection, key);
        var asked = query?.Slots.Select(slot => slot.Slot).ToHashSet() ?? [];
        if (answers.Any(returned => !asked.Contains(returned.Answer.Slot) || returned.Answer.QueryDigest != query!.Digest))
        {
            throw new FedHubException(ErrorCode.NotFound, "There is no such query, or it did not ask this slot.");
        }

        var receipts = new List<LogReceipt>(answers.Count);
        var conflicts = 0;
        foreach (var returned in answers)
        {
            var slot = returned.Answer.Slot;
            if (QueryTable.FindAnswer(connection, key, slot) is { } earlier)
            {
                conflicts += QueryTable.FindAnswerDigest(connection, key, slot) == returned.Statement ? 0 : 1;
                receipts.Add(earlier.Receipt);
                continue;
            }

            var receipt = transaction.Append(QueryEvents.AnswerDelivered(key.Origin, returned.Answer, returned.Statement, clock.GetUtcNow()));
            QueryTable.SetAnswer(connection, key, slot, returned.Encoded, returned.Statement, receipt);
            receipts.Add(receipt);
        }

        return new AnswersTaken(receipts, conflicts);
    }
}
