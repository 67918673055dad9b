using System.Security.Cryptography;

namespace FedHub.Cryptography;

/// <summary>The batched proof of discrete-logarithm equality of RFC 9497 §2.2, with the generator as the first base.</summary>
internal static class DleqProof
{
    private const int Element = Ristretto255.ElementSize;
    private const int Scalar = Ristretto255.ScalarSize;

    /// <summary>Proves that one key takes the generator to <paramref name="publicKey"/> and each C to its D.</summary>
    /// <param name="suite">The mode's domain separation.</param>
    /// <param name="key">k, the private scalar.</param>
    /// <param name="publicKey">k · generator.</param>
    /// <param name="pairs">C and D of each item, 64 bytes an item: what the key maps, and what it maps it to.</param>
    /// <param name="nonce">r, uniform and never used twice.</param>
    /// <param name="proof">Receives c ‖ s, 64 bytes.</param>
    internal static void Generate(
        OprfSuite suite, ReadOnlySpan<byte> key, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> pairs, ReadOnlySpan<byte> nonce, Span<byte> proof)
    {
        // a0 to a3 of the challenge: M, Z, t2, t3.
        Span<byte> points = stackalloc byte[4 * Element];
        Composite(suite, publicKey, pairs, points);
        Ristretto255.MultiplyOrIdentity(key, points[..Element], points[Element..]);
        Ristretto255.MultiplyBaseOrIdentity(nonce, points[(2 * Element)..]);
        Ristretto255.MultiplyOrIdentity(nonce, points[..Element], points[(3 * Element)..]);

        var challenge = proof[..Scalar];
        var response = proof[Scalar..];
        Challenge(suite, publicKey, points, challenge);
        Span<byte> product = stackalloc byte[Scalar];
        Ristretto255.MultiplyScalars(challenge, key, product);
        Ristretto255.SubtractScalars(nonce, product, response);
        CryptographicOperations.ZeroMemory(product);
    }

    /// <summary>Checks a proof whose two scalars are canonical, over elements that were decoded.</summary>
    internal static bool Verify(OprfSuite suite, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> pairs, ReadOnlySpan<byte> proof)
    {
        var challenge = proof[..Scalar];
        var response = proof[Scalar..];
        Span<byte> points = stackalloc byte[4 * Element];
        Span<byte> left = stackalloc byte[Element];
        Span<byte> right = stackalloc byte[Element];

        Composite(suite, publicKey, pairs, points, points[Element..]);
        Ristretto255.MultiplyBaseOrIdentity(response, left);
        Ristretto255.MultiplyOrIdentity(challenge, publicKey, right);
        Ristretto255.Add(left, right, points[(2 * Element)..]);
        Ristretto255.MultiplyOrIdentity(response, points[..Element], left);
        Ristretto255.MultiplyOrIdentity(challenge, points.Slice(Element, Element), right);
        Ristretto255.Add(left, right, points[(3 * Element)..]);

        Span<byte> expected = stackalloc byte[Scalar];
        Challenge(suite, publicKey, points, expected);
        return CryptographicOperations.FixedTimeEquals(expected, challenge);
    }

    /// <summary>M = Σ dᵢ·Cᵢ and, where a place for it is given, Z = Σ dᵢ·Dᵢ (RFC 9497 §2.2.1).</summary>
    private static void Composite(
        OprfSuite suite, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> pairs, Span<byte> m, Span<byte> z = default)
    {
        // seed ‖ index ‖ Ci ‖ Di ‖ "Composite", each but the last with its length; only the index and the pair change.
        Span<byte> input = stackalloc byte[66 + 2 + 34 + 34 + 9];
        WriteSeed(suite, publicKey, input);
        Span<byte> weight = stackalloc byte[Scalar];
        Span<byte> term = stackalloc byte[Element];
        for (var i = 0; i < pairs.Length / (2 * Element); i++)
        {
            var from = pairs.Slice(i * 2 * Element, Element);
            var to = pairs.Slice((i * 2 * Element) + Element, Element);
            var writer = new LengthPrefixedWriter(input[66..]);
            writer.WriteUInt16(checked((ushort)i));
            writer.WritePrefixed(from);
            writer.WritePrefixed(to);
            writer.Write("Composite"u8);
            suite.HashToScalar(input, weight);
            Accumulate(weight, from, term, m, i == 0);
            if (!z.IsEmpty)
            {
                Accumulate(weight, to, term, z, i == 0);
            }
        }
    }

    private static void Accumulate(ReadOnlySpan<byte> weight, ReadOnlySpan<byte> element, Span<byte> term, Span<byte> sum, bool first)
    {
        // The first term is the sum: adding it to the identity would cost two decodings and an encoding.
        var product = first ? sum : term;
        Ristretto255.MultiplyOrIdentity(weight, element, product);
        if (!first)
        {
            Ristretto255.Add(sum, term, sum);
        }
    }

    private static void WriteSeed(OprfSuite suite, ReadOnlySpan<byte> publicKey, Span<byte> destination)
    {
        Span<byte> buffer = stackalloc byte[2 + Element + 2 + suite.SeedTag.Length];
        var writer = new LengthPrefixedWriter(buffer);
        writer.WritePrefixed(publicKey);
        writer.WritePrefixed(suite.SeedTag);
        Span<byte> seed = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(buffer, seed);
        new LengthPrefixedWriter(destination).WritePrefixed(seed);
    }

    private static void Challenge(OprfSuite suite, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> points, Span<byte> challenge)
    {
        Span<byte> buffer = stackalloc byte[(5 * (2 + Element)) + 9];
        var writer = new LengthPrefixedWriter(buffer);
        writer.WritePrefixed(publicKey);
        for (var i = 0; i < 4; i++)
        {
            writer.WritePrefixed(points.Slice(i * Element, Element));
        }

        writer.Write("Challenge"u8);
        suite.HashToScalar(buffer, challenge);
    }
}
