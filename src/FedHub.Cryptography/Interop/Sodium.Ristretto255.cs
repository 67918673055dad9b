using System.Runtime.InteropServices;

namespace FedHub.Cryptography.Interop;

internal static partial class Sodium
{
    [LibraryImport(Library)]
    internal static partial int crypto_core_ristretto255_is_valid_point(ReadOnlySpan<byte> point);

    [LibraryImport(Library)]
    internal static partial int crypto_core_ristretto255_add(Span<byte> sum, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    [LibraryImport(Library)]
    internal static partial int crypto_core_ristretto255_from_hash(Span<byte> point, ReadOnlySpan<byte> hash);

    [LibraryImport(Library)]
    internal static partial int crypto_scalarmult_ristretto255(Span<byte> product, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point);

    [LibraryImport(Library)]
    internal static partial int crypto_scalarmult_ristretto255_base(Span<byte> product, ReadOnlySpan<byte> scalar);

    [LibraryImport(Library)]
    internal static partial void crypto_core_ristretto255_scalar_random(Span<byte> scalar);

    [LibraryImport(Library)]
    internal static partial int crypto_core_ristretto255_scalar_invert(Span<byte> inverse, ReadOnlySpan<byte> scalar);

    [LibraryImport(Library)]
    internal static partial void crypto_core_ristretto255_scalar_mul(Span<byte> product, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    [LibraryImport(Library)]
    internal static partial void crypto_core_ristretto255_scalar_sub(Span<byte> difference, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    [LibraryImport(Library)]
    internal static partial void crypto_core_ristretto255_scalar_add(Span<byte> sum, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    [LibraryImport(Library)]
    internal static partial void crypto_core_ristretto255_scalar_reduce(Span<byte> scalar, ReadOnlySpan<byte> wide);
}
