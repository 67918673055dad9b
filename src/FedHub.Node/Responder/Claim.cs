using FedHub.Cryptography.Match;

namespace FedHub.Node.Responder;

/// <summary>One tag that the asker found, with the token that proves that it knows the key.</summary>
internal sealed record Claim(SlotId Slot, EpochNumber Epoch, Tag Tag, Token Token)
{
    public override string ToString() => $"Claim({Slot})";
}
