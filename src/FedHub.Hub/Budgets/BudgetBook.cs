using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>Budgets for the administrator. Every change is logged in the same commit.</summary>
internal sealed class BudgetBook(SqliteDatabase database, TimeProvider clock)
{
    /// <summary>Defaults first, then subjects with a limit of their own or with use today.</summary>
    internal ValueTask<IReadOnlyList<BudgetUse>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => BudgetLedger.List(connection, null, clock.GetUtcNow()), cancellationToken);

    /// <summary>Sets one limit.</summary>
    /// <returns>The budget with today's use.</returns>
    internal Task<BudgetUse> SetAsync(BudgetUse wanted, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                var now = clock.GetUtcNow();
                BudgetLedger.SetLimit(connection, transaction, wanted.Scope, wanted.Subject, wanted.Class, wanted.Limit);
                var detail = FormattableString.Invariant($"{wanted.Scope} {wanted.Subject} {wanted.Class.ToToken()} {wanted.Limit}");
                transaction.Append(FederationEvents.HubAction("budget-set", detail, now));
                return BudgetLedger.List(connection, transaction, now).FirstOrDefault(budget =>
                    budget.Scope == wanted.Scope && budget.Class == wanted.Class
                    && string.Equals(budget.Subject, wanted.Subject, StringComparison.Ordinal)) ?? wanted;
            },
            cancellationToken);
}
