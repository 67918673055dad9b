using System.Security.Cryptography;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>Group and scalar arithmetic over libsodium, with the checks that RFC 9497 wants and libsodium leaves out.</summary>
internal static class Ristretto255
{
    internal const int ElementSize = 32;
    internal const int ScalarSize = 32;
    internal const int WideSize = 64;

    /// <summary>
    /// Whether 32 bytes are a canonical element and not the identity. libsodium calls the identity valid, and 1.0.18 ignores the top bit,
    /// which would give every element a second encoding.
    /// </summary>
    internal static bool IsElement(ReadOnlySpan<byte> bytes) =>
        bytes.Length == ElementSize
        && (bytes[^1] & 0x80) == 0
        && bytes.ContainsAnyExcept((byte)0)
        && Sodium.crypto_core_ristretto255_is_valid_point(bytes) == 1;

    /// <summary>Whether 32 bytes are a scalar below the order; libsodium reduces or masks larger ones silently. In constant time.</summary>
    internal static bool IsCanonicalScalar(ReadOnlySpan<byte> scalar)
    {
        Span<byte> wide = stackalloc byte[WideSize];
        Span<byte> reduced = stackalloc byte[ScalarSize];
        scalar[..ScalarSize].CopyTo(wide);
        wide[ScalarSize..].Clear();
        Reduce(wide, reduced);
        var canonical = CryptographicOperations.FixedTimeEquals(reduced, scalar[..ScalarSize]);
        CryptographicOperations.ZeroMemory(wide);
        CryptographicOperations.ZeroMemory(reduced);
        return canonical;
    }

    /// <summary>RFC 9380 §4.3.4 element derivation from 64 uniform bytes.</summary>
    internal static void FromUniform(ReadOnlySpan<byte> uniform, Span<byte> element)
    {
        if (Sodium.crypto_core_ristretto255_from_hash(element[..ElementSize], uniform[..WideSize]) != 0)
        {
            throw new CryptographicException("No group element could be derived.");
        }
    }

    /// <summary>scalar · element; throws when a factor is not valid or the product is the identity.</summary>
    internal static void Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> element, Span<byte> product)
    {
        if (Sodium.crypto_scalarmult_ristretto255(product[..ElementSize], scalar[..ScalarSize], element[..ElementSize]) != 0)
        {
            throw new CryptographicException("A group element is not valid here.");
        }
    }

    /// <summary>scalar · element, where the product may be the identity (32 zero bytes). Both factors are valid and canonical.</summary>
    internal static void MultiplyOrIdentity(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> element, Span<byte> product)
    {
        // libsodium fails on a product that is the identity, after having written it; it leaves the output alone on a bad element.
        product[..ElementSize].Clear();
        _ = Sodium.crypto_scalarmult_ristretto255(product, scalar[..ScalarSize], element[..ElementSize]);
    }

    /// <summary>scalar · generator, where the product may be the identity (32 zero bytes).</summary>
    internal static void MultiplyBaseOrIdentity(ReadOnlySpan<byte> scalar, Span<byte> product)
    {
        product[..ElementSize].Clear();
        _ = Sodium.crypto_scalarmult_ristretto255_base(product, scalar[..ScalarSize]);
    }

    /// <summary>scalar · generator; throws when it is the identity.</summary>
    internal static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> product)
    {
        if (Sodium.crypto_scalarmult_ristretto255_base(product[..ElementSize], scalar[..ScalarSize]) != 0)
        {
            throw new CryptographicException("A scalar is zero.");
        }
    }

    /// <summary>left + right, where each and the sum may be the identity.</summary>
    internal static void Add(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        if (Sodium.crypto_core_ristretto255_add(sum[..ElementSize], left[..ElementSize], right[..ElementSize]) != 0)
        {
            throw new CryptographicException("A group element is not valid here.");
        }
    }

    /// <summary>64 bytes, little-endian, modulo the order.</summary>
    internal static void Reduce(ReadOnlySpan<byte> wide, Span<byte> scalar) =>
        Sodium.crypto_core_ristretto255_scalar_reduce(scalar[..ScalarSize], wide[..WideSize]);

    /// <summary>Uniform below the order, never zero.</summary>
    internal static void RandomScalar(Span<byte> scalar) => Sodium.crypto_core_ristretto255_scalar_random(scalar[..ScalarSize]);

    internal static void Invert(ReadOnlySpan<byte> scalar, Span<byte> inverse)
    {
        if (Sodium.crypto_core_ristretto255_scalar_invert(inverse[..ScalarSize], scalar[..ScalarSize]) != 0)
        {
            throw new CryptographicException("A scalar is zero.");
        }
    }

    internal static void MultiplyScalars(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> product) =>
        Sodium.crypto_core_ristretto255_scalar_mul(product[..ScalarSize], left[..ScalarSize], right[..ScalarSize]);

    internal static void AddScalars(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum) =>
        Sodium.crypto_core_ristretto255_scalar_add(sum[..ScalarSize], left[..ScalarSize], right[..ScalarSize]);

    internal static void SubtractScalars(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> difference) =>
        Sodium.crypto_core_ristretto255_scalar_sub(difference[..ScalarSize], left[..ScalarSize], right[..ScalarSize]);
}
