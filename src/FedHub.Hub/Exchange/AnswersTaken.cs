using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>Answers that are durable.</summary>
/// <param name="Receipts">Their entries, in order.</param>
/// <param name="ConflictCount">Answers that differ from an earlier one for the same slot; the earlier one stands.</param>
internal sealed record AnswersTaken(IReadOnlyList<LogReceipt> Receipts, int ConflictCount);
