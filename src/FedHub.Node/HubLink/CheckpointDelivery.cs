using FedHub.Transparency;

namespace FedHub.Node.HubLink;

/// <summary>A checkpoint to cosign. Nothing is verified yet.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Consistency">From the last one of this stream; null for none.</param>
internal sealed record CheckpointDelivery(SignedCheckpoint Checkpoint, ConsistencyProof? Consistency) : Delivery;
