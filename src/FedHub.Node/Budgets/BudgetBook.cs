using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Budgets;

/// <summary>The budgets of those who ask this node, and of its own officers who ask others. Every change is stated in the same commit.</summary>
internal sealed class BudgetBook(NodeDatabase database, StatementOutbox outbox, ExhaustedBudgets exhausted, TimeProvider clock)
{
    /// <summary>Defaults first, then who has a limit of its own or asked today.</summary>
    public async Task<IReadOnlyList<BudgetUse>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => BudgetLedger.List(connection, null, clock.GetUtcNow()), cancellationToken);

    /// <summary>Sets a limit for good, or raises it for a while; it counts at once.</summary>
    /// <param name="wanted">The limit.</param>
    /// <param name="by">Who does it: a pseudonym, or <c>operator</c>.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public async Task<BudgetUse> ChangeAsync(BudgetUse wanted, string by, CancellationToken cancellationToken)
    {
        var changed = await outbox.WriteAsync(
            (connection, statements) =>
            {
                var now = clock.GetUtcNow();
                statements.Add(wanted.Raised is null ? StatementPayloads.BudgetSet(wanted, by, now) : StatementPayloads.BudgetRaised(wanted, by, now));
                BudgetLedger.Change(connection, null, wanted);
                return BudgetLedger.Find(connection, null, wanted, now);
            },
            cancellationToken);
        exhausted.Clear();
        return changed;
    }
}
