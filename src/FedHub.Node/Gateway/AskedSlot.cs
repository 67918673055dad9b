using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>A slot that a search asks.</summary>
/// <param name="Slot">Which.</param>
/// <param name="Epoch">Newest epoch held.</param>
/// <param name="SealTo">The owner's sealing key.</param>
internal sealed record AskedSlot(SlotId Slot, EpochNumber Epoch, SealingPublicKey SealTo);
