using System.Collections.Concurrent;
using FedHub.Protocol;

namespace FedHub.Node.Budgets;

/// <summary>
/// Budgets that were found used up, so that a flood over budget is refused without a cryptographic operation. The ledger in the database
/// decides; this only remembers its refusals until they end.
/// </summary>
internal sealed class ExhaustedBudgets
{
    private const int MaxEntries = 10_000;

    // Written by all deliveries in parallel; entries are replaced whole.
    private readonly ConcurrentDictionary<BudgetCharge, Refusal> _refusals = new();

    /// <summary>The refusal that still holds for one of the charges; null when none does.</summary>
    public Refusal? Check(IEnumerable<BudgetCharge> charges, DateTimeOffset now)
    {
        if (_refusals.IsEmpty)
        {
            return null;
        }

        foreach (var charge in charges)
        {
            if (_refusals.TryGetValue(charge, out var refusal) && refusal.RetryAt > now)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Remembers that these charges, together, were refused.</summary>
    public void Remember(IEnumerable<BudgetCharge> charges, Refusal refusal)
    {
        if (_refusals.Count >= MaxEntries)
        {
            // A cache: what is forgotten is found out again.
            _refusals.Clear();
        }

        // The officer's charge is the narrowest: refusing by it never refuses somebody whose budget is not used up.
        _refusals[charges.First()] = refusal;
    }

    /// <summary>Forgets all, after a budget was changed.</summary>
    public void Clear() => _refusals.Clear();
}
