using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>An entry as the store holds it.</summary>
/// <param name="Index">Its place in the log.</param>
/// <param name="Key">What it was appended under.</param>
/// <param name="Leaf">The leaf's bytes, as hashed into the tree.</param>
/// <param name="Opening">Nonce and payload, or null once they were erased.</param>
public sealed record StoredLogEntry(long Index, IdempotencyKey Key, ReadOnlyMemory<byte> Leaf, AuditOpening? Opening)
{
    /// <summary>The leaf's hash as it was when the append was acknowledged: what the leaf read back must still give.</summary>
    public Digest LeafHash { get; init; }
}
