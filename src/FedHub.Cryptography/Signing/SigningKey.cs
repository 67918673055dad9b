using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>An Ed25519 private key (RFC 8032).</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Length of the seed that the key is made from and stored as: 32 bytes.</summary>
    public const int SeedSize = 32;

    // libsodium's secret key is seed ‖ public key.
    private readonly SecretBytes _secretKey;

    private SigningKey(ReadOnlySpan<byte> seed)
    {
        _secretKey = SecretBytes.Allocate(SeedSize + VerificationKey.Size);
        Span<byte> publicKey = stackalloc byte[VerificationKey.Size];
        using var lease = _secretKey.Lease();
        _ = Sodium.crypto_sign_seed_keypair(publicKey, lease.Writable, seed);
        PublicKey = VerificationKey.FromComputed(publicKey);
    }

    /// <summary>What others verify with.</summary>
    public VerificationKey PublicKey { get; }

    /// <summary>Names the public key.</summary>
    public KeyId KeyId => PublicKey.KeyId;

    /// <summary>A new random key.</summary>
    public static SigningKey Generate()
    {
        using var seed = SecretBytes.Random(SeedSize);
        return ImportSeed(seed);
    }

    /// <summary>The key of a seed.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static SigningKey ImportSeed(ReadOnlySpan<byte> seed) =>
        seed.Length == SeedSize ? new SigningKey(seed) : throw new ArgumentException("A seed has 32 bytes.", nameof(seed));

    /// <inheritdoc cref="ImportSeed(ReadOnlySpan{byte})"/>
    public static SigningKey ImportSeed(SecretBytes seed)
    {
        using var lease = seed.Lease();
        return ImportSeed(lease.Bytes);
    }

    /// <summary>The 32-byte seed, for a key file.</summary>
    public SecretBytes ExportSeed()
    {
        using var lease = _secretKey.Lease();
        return SecretBytes.CopyOf(lease.Bytes[..SeedSize]);
    }

    /// <summary>Copies the 32-byte seed to memory that the caller wipes.</summary>
    public void ExportSeed(Span<byte> destination)
    {
        using var lease = _secretKey.Lease();
        lease.Bytes[..SeedSize].CopyTo(destination);
    }

    /// <summary>Signs the bytes; the same bytes give the same signature.</summary>
    public Signature Sign(ReadOnlySpan<byte> data)
    {
        Span<byte> signature = stackalloc byte[Signature.Size];
        using var lease = _secretKey.Lease();
        _ = Sodium.crypto_sign_detached(signature, 0, data, (ulong)data.Length, lease.Bytes);
        return Signature.FromBytes(signature);
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _secretKey.Dispose();

    /// <summary>The name of the type, never the key.</summary>
    public override string ToString() => nameof(SigningKey);
}
