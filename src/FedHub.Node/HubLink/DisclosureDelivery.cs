using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>A disclosure request to answer. Nothing is verified yet.</summary>
/// <param name="Request">As submitted.</param>
/// <param name="Proof">That the log has the request; null when the hub sent none, or one that is not well-formed.</param>
internal sealed record DisclosureDelivery(SealedMessage Request, LogProof? Proof) : Delivery;
