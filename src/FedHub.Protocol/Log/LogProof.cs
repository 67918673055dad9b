using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>What comes with a delivery so that its receiver can check by itself that the log has it. Holding one says nothing about its validity.</summary>
/// <param name="Receipt">Checkpoint and inclusion proof.</param>
/// <param name="UnixMilliseconds">The time in the leaf.</param>
/// <param name="Opening">Nonce and payload, from which the receiver computes the leaf.</param>
/// <param name="Consistency">From the tree that the receiver knew to the checkpoint's; null for none.</param>
public sealed record LogProof(LogReceiptFile Receipt, long UnixMilliseconds, AuditOpening Opening, ConsistencyProof? Consistency)
{
    /// <summary>The leaf, computed from what was opened.</summary>
    public AuditLeaf Leaf => new(UnixMilliseconds, AuditCommitment.Compute(Opening.Nonce, Opening.Payload.Span));

    /// <summary>The name of the type: payloads are for those entitled.</summary>
    public override string ToString() => nameof(LogProof);
}
