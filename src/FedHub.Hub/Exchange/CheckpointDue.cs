using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A checkpoint for this member to cosign; the same one goes to all, so that a quorum meets on one size.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
internal sealed record CheckpointDue(SignedCheckpoint Checkpoint) : Delivery;
