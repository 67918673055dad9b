using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Budgets;

/// <summary>
/// What the country lets its own officers ask, counted at its own gateway before a search leaves: the hub and each owner count again, each
/// by limits of their own.
/// </summary>
internal sealed class OwnBudgets(MemberId self, NodeDatabase database, TimeProvider clock)
{
    /// <summary>Takes what a search costs, or nothing. Once for each search, for each can be run once.</summary>
    /// <exception cref="FedHubException">A budget is used up; says whose, and that it can be raised.</exception>
    public async Task TakeAsync(PreparedSearch search, string officerId, string agency, CancellationToken cancellationToken)
    {
        var charges = search.Plan
            .SelectMany(collection => collection.Asked)
            .SelectMany(asked => BudgetCharge.Of(self.ToString(), officerId, agency, search.IsBulk, asked.Slot, Cost(search, asked.Slot)))
            .ToList();
        if (charges.Count > 0
            && await database.WriteAsync(connection => BudgetLedger.TryTake(connection, null, charges, clock.GetUtcNow()), cancellationToken) is { } refusal)
        {
            throw new FedHubException(refusal with { Message = "Of your own node: " + refusal.Message });
        }
    }

    /// <summary>As hub and owner count: padded elements, or one part of class name.</summary>
    private static long Cost(PreparedSearch search, SlotId slot) => slot.Class == IdentifierClass.Name ? 1 : search.Elements[slot.Class].Elements.Count;
}
