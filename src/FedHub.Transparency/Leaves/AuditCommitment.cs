using System.Security.Cryptography;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>What a leaf says of its payload.</summary>
public static class AuditCommitment
{
    /// <summary>SHA-256(nonce ‖ payload).</summary>
    public static Digest Compute(AuditNonce nonce, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[Digest.Size];
        nonce.CopyTo(buffer);
        hash.AppendData(buffer[..AuditNonce.Size]);
        hash.AppendData(payload);
        hash.GetHashAndReset(buffer);
        return Digest.FromBytes(buffer);
    }
}
