using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>The hub's budgets. Every change is logged in the same commit.</summary>
internal sealed class BudgetBook(SqliteDatabase database, TimeProvider clock) : IBudgetBook
{
    public async Task<IReadOnlyList<BudgetUse>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => BudgetLedger.List(connection, null, clock.GetUtcNow()), cancellationToken);

    public Task<BudgetUse> SetAsync(BudgetUse wanted, CancellationToken cancellationToken) => ChangeAsync("budget-set", wanted, cancellationToken);

    public Task<BudgetUse> RaiseAsync(BudgetUse wanted, CancellationToken cancellationToken) => ChangeAsync("budget-raised", wanted, cancellationToken);

    private Task<BudgetUse> ChangeAsync(string action, BudgetUse wanted, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                var now = clock.GetUtcNow();
                BudgetLedger.Change(connection, transaction, wanted);
                transaction.Append(FederationEvents.HubAction(action, Detail(wanted), now));
                return BudgetLedger.Find(connection, transaction, wanted, now);
            },
            cancellationToken);

    private static string Detail(BudgetUse wanted)
    {
        var limit = FormattableString.Invariant($"{BudgetScopes.Of(wanted.Scope)} {wanted.Subject} {wanted.Class.ToToken()} {wanted.Limit}");
        return wanted.Raised is { } raised ? FormattableString.Invariant($"{limit} until {raised.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}: {raised.Reason}") : limit;
    }
}
