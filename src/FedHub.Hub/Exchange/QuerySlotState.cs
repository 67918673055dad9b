using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>One slot of a stored query.</summary>
/// <param name="Slot">Whom and what is asked.</param>
/// <param name="Answered">Whether its answer is stored.</param>
internal sealed record QuerySlotState(SlotId Slot, bool Answered);
