namespace FedHub.Transparency;

/// <summary>An entry to append.</summary>
/// <param name="Key">Makes a repeated append the same append.</param>
/// <param name="Leaf">What goes into the tree.</param>
/// <param name="Nonce">Opens the leaf's commitment together with the payload.</param>
/// <param name="Payload">What the leaf commits to; kept beside the tree.</param>
public sealed record NewLogEntry(IdempotencyKey Key, AuditLeaf Leaf, AuditNonce Nonce, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Commits to a payload under a fresh nonce.</summary>
    public static NewLogEntry Create(IdempotencyKey key, DateTimeOffset submittedAt, AuditPayload payload)
    {
        var nonce = AuditNonce.Random();
        var bytes = payload.Encode();
        return new NewLogEntry(key, new AuditLeaf(submittedAt.ToUnixTimeMilliseconds(), AuditCommitment.Compute(nonce, bytes)), nonce, bytes);
    }
}
