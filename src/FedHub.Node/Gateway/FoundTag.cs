using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>A tag of this search that stands in an owner's filter.</summary>
/// <param name="Slot">Whose filter.</param>
/// <param name="Epoch">Under which key it was evaluated.</param>
/// <param name="KeyIndex">Which key of the class was searched.</param>
/// <param name="Tag">What was found.</param>
/// <param name="Token">Proves to the owner that the key is known.</param>
/// <param name="Label">The record's label in class name; null in other classes.</param>
internal sealed record FoundTag(SlotId Slot, EpochNumber Epoch, int KeyIndex, Tag Tag, Token Token, uint? Label)
{
    public override string ToString() => nameof(FoundTag);
}
