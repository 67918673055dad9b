using FedHub.Cryptography;

namespace FedHub.Node.Keys;

/// <summary>A key that this node holds.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Key">The key.</param>
/// <param name="PublicKey">32 bytes, as the directory lists it.</param>
internal sealed record RingKey<TKey>(NodeKeyFile File, TKey Key, ReadOnlyMemory<byte> PublicKey)
    where TKey : IDisposable
{
    /// <summary>Names the public key.</summary>
    internal KeyId Id => KeyId.Of(PublicKey.Span);
}
