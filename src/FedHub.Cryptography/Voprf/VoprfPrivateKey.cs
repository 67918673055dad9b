namespace FedHub.Cryptography;

/// <summary>The private scalar of one slot and epoch, and its public key.</summary>
public sealed class VoprfPrivateKey : IDisposable
{
    /// <summary>Length of the seed for <see cref="Derive(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>: 32 bytes.</summary>
    public const int SeedSize = 32;

    private readonly SecretBytes _scalar;

    private VoprfPrivateKey(SecretBytes scalar)
    {
        _scalar = scalar;
        Span<byte> publicKey = stackalloc byte[GroupElement.Size];
        using var lease = scalar.Lease();
        Ristretto255.MultiplyBase(lease.Bytes, publicKey);
        PublicKey = new VoprfPublicKey(GroupElement.FromComputed(publicKey));
    }

    /// <summary>scalar · generator.</summary>
    public VoprfPublicKey PublicKey { get; }

    /// <summary>DeriveKeyPair of RFC 9497 §3.2.1 in mode 0x01.</summary>
    /// <param name="seed">32 random bytes.</param>
    /// <param name="info">What the key is for; at most 65,535 bytes.</param>
    /// <exception cref="ArgumentException">The seed has not 32 bytes.</exception>
    public static VoprfPrivateKey Derive(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> info) => Derive(OprfSuite.Voprf, seed, info);

    /// <summary>Wipes the scalar.</summary>
    public void Dispose() => _scalar.Dispose();

    /// <summary>The name of the type, never the key.</summary>
    public override string ToString() => nameof(VoprfPrivateKey);

    internal static VoprfPrivateKey Derive(OprfSuite suite, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> info)
    {
        if (seed.Length != SeedSize)
        {
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        }

        var scalar = SecretBytes.Allocate(Ristretto255.ScalarSize);
        using (var lease = scalar.Lease())
        {
            suite.DeriveKey(seed, info, lease.Writable);
        }

        return new VoprfPrivateKey(scalar);
    }

    internal SecretLease Lease() => _scalar.Lease();
}
