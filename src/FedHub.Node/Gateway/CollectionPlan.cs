using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>What a search asks of one collection, and what is settled without asking.</summary>
/// <param name="Member">Owner.</param>
/// <param name="Collection">Collection.</param>
/// <param name="Asked">Slots to ask.</param>
/// <param name="Settled">Slots that are not asked, or not for all that was typed, and why.</param>
internal sealed record CollectionPlan(
    MemberId Member, CollectionName Collection, IReadOnlyList<AskedSlot> Asked, IReadOnlyList<SlotVerdict> Settled)
{
    /// <summary>Whether the collection holds no class of what was typed, so that it has no part in the search.</summary>
    public bool IsOutOfScope => Asked.Count == 0 && Settled.Count == 0;
}
