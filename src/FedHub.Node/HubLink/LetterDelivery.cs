using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>A letter from another member. Nothing is verified yet.</summary>
/// <param name="Letter">As sent.</param>
/// <param name="Proof">That the log has the letter; null when the hub sent none, or one that is not well-formed.</param>
internal sealed record LetterDelivery(SealedMessage Letter, LogProof? Proof) : Delivery;
