using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>An X25519 private key that opens what was sealed to its <see cref="PublicKey"/>.</summary>
public sealed class SealingKey : IDisposable
{
    /// <summary>32 bytes.</summary>
    public const int Size = 32;

    private readonly SecretBytes _secretKey;

    private SealingKey(SecretBytes secretKey)
    {
        _secretKey = secretKey;
        Span<byte> publicKey = stackalloc byte[SealingPublicKey.Size];
        using var lease = secretKey.Lease();
        _ = Sodium.crypto_scalarmult_curve25519_base(publicKey, lease.Bytes);
        PublicKey = SealingPublicKey.FromComputed(publicKey);
    }

    /// <summary>What others seal to.</summary>
    public SealingPublicKey PublicKey { get; }

    /// <summary>A new random key.</summary>
    public static SealingKey Generate() => new(SecretBytes.Random(Size));

    /// <summary>Takes back what <see cref="Export()"/> gave.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static SealingKey Import(ReadOnlySpan<byte> secretKey) =>
        secretKey.Length == Size
            ? new SealingKey(SecretBytes.CopyOf(secretKey))
            : throw new ArgumentException("A sealing key has 32 bytes.", nameof(secretKey));

    /// <inheritdoc cref="Import(ReadOnlySpan{byte})"/>
    public static SealingKey Import(SecretBytes secretKey)
    {
        using var lease = secretKey.Lease();
        return Import(lease.Bytes);
    }

    /// <summary>The 32-byte key, for a key file.</summary>
    public SecretBytes Export()
    {
        using var lease = _secretKey.Lease();
        return SecretBytes.CopyOf(lease.Bytes);
    }

    /// <summary>Copies the 32-byte key to memory that the caller wipes.</summary>
    public void Export(Span<byte> destination) => _secretKey.CopyTo(destination);

    /// <summary>Opens a sealed message; false when it was sealed to another key or altered, without saying which.</summary>
    public bool TryOpen(ReadOnlySpan<byte> sealedMessage, [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (sealedMessage.Length < SealingPublicKey.Overhead)
        {
            return false;
        }

        var opened = new byte[sealedMessage.Length - SealingPublicKey.Overhead];
        using var lease = _secretKey.Lease();
        if (Sodium.crypto_box_seal_open(opened, sealedMessage, (ulong)sealedMessage.Length, PublicKey.AsSpan(), lease.Bytes) != 0)
        {
            CryptographicOperations.ZeroMemory(opened);
            return false;
        }

        plaintext = opened;
        return true;
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _secretKey.Dispose();

    /// <summary>The name of the type, never the key.</summary>
    public override string ToString() => nameof(SealingKey);
}
