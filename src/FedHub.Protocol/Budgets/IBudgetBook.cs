namespace FedHub.Protocol;

/// <summary>The budgets of a hub or a node. A change is durable and logged, in one commit, when its task completes.</summary>
public interface IBudgetBook
{
    /// <summary>Defaults first, then who has a limit of its own or asked today.</summary>
    Task<IReadOnlyList<BudgetUse>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sets a limit for good; it counts at once.</summary>
    /// <returns>The budget with today's use.</returns>
    Task<BudgetUse> SetAsync(BudgetUse wanted, CancellationToken cancellationToken);

    /// <summary>Raises a limit for a while (<see cref="BudgetUse.Raised"/> is there); it counts at once.</summary>
    /// <returns>The budget with today's use.</returns>
    Task<BudgetUse> RaiseAsync(BudgetUse wanted, CancellationToken cancellationToken);
}
