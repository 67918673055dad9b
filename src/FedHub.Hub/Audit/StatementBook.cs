using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>Logs members' statements; a revoked credential counts from the same commit on.</summary>
internal sealed class StatementBook(SqliteDatabase database, TimeProvider clock)
{
    /// <summary>Logs a statement, or finds the entry of the same one. When it returns, the entry is durable.</summary>
    /// <exception cref="FedHubException">Replayed: another statement came before under the same key.</exception>
    internal Task<LogReceipt> SubmitAsync(MemberStatement statement, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                if (StatementTable.Find(connection, statement.Member, statement.IdempotencyKey) is { } earlier)
                {
                    return earlier.Digest == statement.Digest
                        ? earlier.Receipt
                        : throw new FedHubException(ErrorCode.Replayed, "Another statement came before under the same key.");
                }

                var receipt = transaction.Append(FederationEvents.Statement(statement, clock.GetUtcNow()));
                StatementTable.Insert(connection, statement, receipt);
                return receipt;
            },
            cancellationToken);
}
