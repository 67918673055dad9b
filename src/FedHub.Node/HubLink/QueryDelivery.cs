using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>A query to answer. Nothing is verified yet.</summary>
/// <param name="Query">As submitted.</param>
/// <param name="SealedParts">This member's parts only.</param>
/// <param name="Proof">That the log has the query; null when the hub sent none, or one that is not well-formed.</param>
internal sealed record QueryDelivery(Envelope Query, IReadOnlyList<ReadOnlyMemory<byte>> SealedParts, LogProof? Proof) : Delivery;
