using FedHub.Cryptography.Match;
using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Budgets;

/// <summary>The budgets of those who ask this node, for its administrator.</summary>
internal sealed class BudgetBook(NodeDatabase database, StatementOutbox outbox, ExhaustedBudgets exhausted, TimeProvider clock)
{
    /// <summary>Defaults first, then who has a limit of its own or asked today.</summary>
    public IReadOnlyList<BudgetUse> List() => database.Read(connection => BudgetLedger.List(connection, null, clock.GetUtcNow()));

    /// <summary>Sets a limit; it counts at once.</summary>
    public async Task<BudgetUse> SetAsync(BudgetScope scope, string subject, IdentifierClass identifierClass, long limit, CancellationToken cancellationToken)
    {
        await outbox.WriteAsync(
            (connection, statements) =>
            {
                statements.Add(StatementPayloads.BudgetSet(scope, subject, identifierClass, limit, clock.GetUtcNow()));
                BudgetLedger.SetLimit(connection, null, scope, subject, identifierClass, limit);
                return true;
            },
            cancellationToken);
        exhausted.Clear();
        return List().FirstOrDefault(use => use.Scope == scope && use.Class == identifierClass && string.Equals(use.Subject, subject, StringComparison.Ordinal))
            ?? new BudgetUse(scope, subject, identifierClass, limit, 0);
    }
}
