using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Disclosure requests and answers with their log entries. When a writing method returns, both are durable, by one commit.</summary>
internal sealed class DisclosureStore(SqliteDatabase database, HubLimits limits, TimeProvider clock)
{
    internal ValueTask<StoredDisclosure?> FindAsync(Digest request, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => DisclosureTable.Find(connection, request), cancellationToken);

    internal ValueTask<IReadOnlyList<Digest>> ListDueAsync(MemberId owner, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => DisclosureTable.ListDue(connection, owner, clock.GetUtcNow()), cancellationToken);

    /// <summary>Logs and stores a request, or finds the one that came before.</summary>
    /// <exception cref="FedHubException">Unavailable: the member has too many requests open.</exception>
    internal Task<StoredDisclosure> AdmitAsync(
        VerifiedDisclosureRequest request, byte[] encoded, bool held, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync((connection, transaction) => Admit(connection, transaction, request, encoded, held), cancellationToken);

    /// <summary>Logs and stores an answer; one that came before keeps its entry.</summary>
    /// <exception cref="FedHubException">NotFound: no such request for this owner.</exception>
    internal Task<AnswersTaken> TakeAnswerAsync(
        MemberId origin, VerifiedDisclosureAnswer answer, Digest statement, byte[] encoded, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync(
            (connection, transaction) => TakeAnswer(connection, transaction, origin, answer, statement, encoded), cancellationToken);

    private StoredDisclosure Admit(
        SqliteConnection connection, SqliteTransaction transaction, VerifiedDisclosureRequest request, byte[] encoded, bool held)
    {
        if (DisclosureTable.Find(connection, request.Digest) is { } earlier)
        {
            return earlier;
        }

        var now = clock.GetUtcNow();
        if (DisclosureTable.CountOpen(connection, request.Origin, now) >= limits.OpenDisclosuresPerMember)
        {
            throw new FedHubException(ErrorCode.Unavailable, "This member has too many disclosure requests open.", now.AddSeconds(5));
        }

        var receipt = transaction.Append(QueryEvents.DisclosureRequested(request, now));
        DisclosureTable.Insert(connection, request, encoded, held, now, receipt);
        return DisclosureTable.Find(connection, request.Digest)!;
    }

    private AnswersTaken TakeAnswer(
        SqliteConnection connection,
        SqliteTransaction transaction,
        MemberId origin,
        VerifiedDisclosureAnswer answer,
        Digest statement,
        byte[] encoded)
    {
        if (DisclosureTable.Find(connection, answer.RequestDigest) is not { } asked
            || asked.Owner != answer.Owner || asked.Origin != origin || asked.QueryId != answer.QueryId)
        {
            throw new FedHubException(ErrorCode.NotFound, "There is no such disclosure request for this member.");
        }

        if (asked.AnswerReceipt is { } earlier)
        {
            return new AnswersTaken([earlier], DisclosureTable.HasOtherAnswer(connection, answer.RequestDigest, statement) ? 1 : 0);
        }

        var receipt = transaction.Append(QueryEvents.DisclosureAnswered(origin, answer, statement, clock.GetUtcNow()));
        DisclosureTable.SetAnswer(connection, answer.RequestDigest, encoded, statement, receipt);
        return new AnswersTaken([receipt], ConflictCount: 0);
    }
}
