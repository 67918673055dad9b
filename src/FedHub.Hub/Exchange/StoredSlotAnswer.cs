using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A slot's answer as logged.</summary>
/// <param name="Answer">The SlotAnswer message, encoded.</param>
/// <param name="Receipt">Its log entry.</param>
internal sealed record StoredSlotAnswer(byte[] Answer, LogReceipt Receipt);
