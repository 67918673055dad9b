namespace FedHub.Transparency;

/// <summary>What opens a leaf's commitment: served to those entitled, erased at the end of its retention.</summary>
/// <param name="Nonce">The nonce of the commitment.</param>
/// <param name="Payload">The bytes of an <see cref="AuditPayload"/>.</param>
public sealed record AuditOpening(AuditNonce Nonce, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether this is what the leaf commits to.</summary>
    public bool Opens(AuditLeaf leaf) => AuditCommitment.Compute(Nonce, Payload.Span) == leaf.Commitment;

    /// <summary>The name of the type: payloads are for those entitled.</summary>
    public override string ToString() => nameof(AuditOpening);
}
