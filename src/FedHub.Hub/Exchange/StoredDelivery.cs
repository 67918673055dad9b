using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>What one member gets of a query.</summary>
/// <param name="Envelope">The query's envelope, encoded.</param>
/// <param name="SealedParts">This member's ciphertexts only, in the order of the query's parts.</param>
/// <param name="Receipt">The query's log entry.</param>
internal sealed record StoredDelivery(byte[] Envelope, IReadOnlyList<byte[]> SealedParts, LogReceipt Receipt);
