using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;

namespace FedHub.Node.Searches;

/// <summary>A collection that a search gets an outcome of, whether or not one is known yet.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Collection">Which.</param>
/// <param name="Asked">Classes that are asked.</param>
/// <param name="IsOutOfScope">Whether it holds no class of what was typed.</param>
/// <param name="IsOwn">Whether it is the own country's.</param>
internal sealed record PlannedCollection(
    MemberId Member, CollectionName Collection, IReadOnlyList<IdentifierClass> Asked, bool IsOutOfScope, bool IsOwn)
{
    public static PlannedCollection Of(CollectionPlan plan, bool isOwn)
        => new(plan.Member, plan.Collection, [.. plan.Asked.Select(asked => asked.Slot.Class)], plan.IsOutOfScope, isOwn);

    /// <summary>How it stands when the search has ended without a word of it.</summary>
    public CollectionStanding CutOff(SearchCutOff cutOff) => new(Member, Collection)
    {
        Slots = [.. Asked.Select(asked => new SlotVerdict(asked, cutOff.Outcome))],
        IsOutOfScope = IsOutOfScope,
        CutOff = IsOutOfScope ? null : cutOff,
    };
}
