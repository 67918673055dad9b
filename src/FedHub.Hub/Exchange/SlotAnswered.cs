using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>A slot's answer is durable. Its bytes are read back from the store, so that what is streamed is what is kept.</summary>
internal sealed record SlotAnswered(SlotId Slot) : QueryEvent;
