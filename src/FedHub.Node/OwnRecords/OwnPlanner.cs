using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Node.OwnRecords;

/// <summary>Decides which of the own slots a search looks in: by the same policies as for everybody else, with the own country as who asks.</summary>
internal sealed class OwnPlanner(MemberId self, CollectionPolicies policies)
{
    /// <summary>A plan for each own collection, so that each ends with an outcome.</summary>
    public IReadOnlyList<CollectionPlan> Plan(AskingParty asking, TypedClasses typed)
        => [.. policies.Collections.Select(collection => Plan(collection, asking, typed))];

    private CollectionPlan Plan(CollectionPolicy collection, AskingParty asking, TypedClasses typed)
    {
        var lookedUp = new List<AskedSlot>();
        var settled = new List<SlotVerdict>();
        foreach (var identifierClass in collection.Ceilings.Keys.Where(typed.All.Contains).Order())
        {
            if (!typed.Keyed.Contains(identifierClass))
            {
                settled.Add(new SlotVerdict(identifierClass, Outcome.NotAsked));
            }
            else if (!policies.AdmitsQuery(collection.Name, self, asking.Agency, asking.Purpose, identifierClass, asking.IsBulk))
            {
                settled.Add(new SlotVerdict(identifierClass, Outcome.NotAsked, IsDenied: true));
            }
            else
            {
                lookedUp.Add(new AskedSlot(new SlotId(self, collection.Name, identifierClass), default, default));
                if (typed.Incomplete.Contains(identifierClass))
                {
                    // As with other countries: what was not looked up for all that was typed cannot be a no-hit for all of it.
                    settled.Add(new SlotVerdict(identifierClass, Outcome.NotAsked));
                }
            }
        }

        return new CollectionPlan(self, collection.Name, lookedUp, settled);
    }
}
