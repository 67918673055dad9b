using System.Security.Cryptography;

namespace FedHub.Cryptography;

/// <summary>The verifiable oblivious pseudorandom function of RFC 9497, mode 0x01, suite ristretto255-SHA512.</summary>
public static class Voprf
{
    /// <summary>64 bytes.</summary>
    public const int OutputSize = SHA512.HashSizeInBytes;

    /// <summary>The most elements that one call takes: 32.</summary>
    public const int MaxBatchCount = 32;

    private const int PairSize = 2 * GroupElement.Size;

    /// <summary>HashToGroup of the suite: an element whose logarithm nobody knows.</summary>
    public static GroupElement HashToGroup(ReadOnlySpan<byte> input)
    {
        Span<byte> element = stackalloc byte[GroupElement.Size];
        OprfSuite.Voprf.HashToGroup(input, element);
        return NotIdentity(element);
    }

    /// <summary>The element to send to the evaluator (RFC 9497 §3.3.2).</summary>
    /// <exception cref="CryptographicException">The input maps to the identity, which nobody can find an input for.</exception>
    public static GroupElement Blind(ReadOnlySpan<byte> input, Blind blind) => Blind(OprfSuite.Voprf, input, blind);

    /// <summary>Evaluates a batch and proves it with one proof (RFC 9497 §3.3.2).</summary>
    /// <exception cref="ArgumentException">No elements, or more than <see cref="MaxBatchCount"/>.</exception>
    /// <exception cref="CryptographicException">A default value is among them.</exception>
    public static VoprfEvaluation BlindEvaluate(VoprfPrivateKey key, IReadOnlyList<GroupElement> blinded)
    {
        Span<byte> nonce = stackalloc byte[Ristretto255.ScalarSize];
        Ristretto255.RandomScalar(nonce);
        try
        {
            return BlindEvaluate(key, blinded, nonce);
        }
        finally
        {
            // Whoever learns a nonce and its proof computes the key.
            CryptographicOperations.ZeroMemory(nonce);
        }
    }

    /// <summary>Whether one key, that of <paramref name="publicKey"/>, took each blinded element to the evaluated one in its place.</summary>
    public static bool Verify(
        VoprfPublicKey publicKey, IReadOnlyList<GroupElement> blinded, IReadOnlyList<GroupElement> evaluated, VoprfProof proof)
    {
        if (blinded.Count is 0 or > MaxBatchCount || blinded.Count != evaluated.Count || publicKey.Element.IsIdentity)
        {
            return false;
        }

        Span<byte> pairs = stackalloc byte[blinded.Count * PairSize];
        for (var i = 0; i < blinded.Count; i++)
        {
            if (blinded[i].IsIdentity || evaluated[i].IsIdentity)
            {
                return false;
            }

            blinded[i].CopyTo(pairs[(i * PairSize)..]);
            evaluated[i].CopyTo(pairs[((i * PairSize) + GroupElement.Size)..]);
        }

        return DleqProof.Verify(OprfSuite.Voprf, publicKey.Element.AsSpan(), pairs, proof.AsSpan());
    }

    /// <summary>Unblinds an evaluated element, whose proof was verified, into the output for the input (RFC 9497 §3.3.2).</summary>
    /// <param name="input">What was blinded.</param>
    /// <param name="blind">What it was blinded with.</param>
    /// <param name="evaluated">What the evaluator answered.</param>
    /// <param name="output">Receives 64 bytes; the caller wipes them.</param>
    public static void Finalize(ReadOnlySpan<byte> input, Blind blind, GroupElement evaluated, Span<byte> output)
    {
        CheckOutput(output);
        Span<byte> inverse = stackalloc byte[Ristretto255.ScalarSize];
        Span<byte> unblinded = stackalloc byte[GroupElement.Size];
        Ristretto255.Invert(blind.Scalar, inverse);
        GC.KeepAlive(blind);
        Ristretto255.Multiply(inverse, evaluated.AsSpan(), unblinded);
        OprfSuite.HashOutput(input, unblinded, output);
        CryptographicOperations.ZeroMemory(inverse);
        CryptographicOperations.ZeroMemory(unblinded);
    }

    /// <summary>The same output computed by the owner of the key, without blinding (RFC 9497 §3.3.2).</summary>
    public static void Evaluate(VoprfPrivateKey key, ReadOnlySpan<byte> input, Span<byte> output) =>
        Evaluate(OprfSuite.Voprf, key, input, output);

    internal static GroupElement Blind(OprfSuite suite, ReadOnlySpan<byte> input, Blind blind)
    {
        Span<byte> element = stackalloc byte[GroupElement.Size];
        suite.HashToGroup(input, element);
        Ristretto255.Multiply(blind.Scalar, element, element);

        // Or its finalizer could wipe the scalar during the multiplication.
        GC.KeepAlive(blind);
        return GroupElement.FromComputed(element);
    }

    internal static VoprfEvaluation BlindEvaluate(VoprfPrivateKey key, IReadOnlyList<GroupElement> blinded, ReadOnlySpan<byte> nonce)
    {
        if (blinded.Count is 0 or > MaxBatchCount)
        {
            throw new ArgumentException("A batch has 1 to 32 elements.", nameof(blinded));
        }

        Span<byte> pairs = stackalloc byte[blinded.Count * PairSize];
        var evaluated = new GroupElement[blinded.Count];
        using var lease = key.Lease();
        for (var i = 0; i < evaluated.Length; i++)
        {
            var pair = pairs.Slice(i * PairSize, PairSize);
            blinded[i].CopyTo(pair);
            Ristretto255.Multiply(lease.Bytes, pair, pair[GroupElement.Size..]);
            evaluated[i] = GroupElement.FromComputed(pair[GroupElement.Size..]);
        }

        Span<byte> proof = stackalloc byte[VoprfProof.Size];
        DleqProof.Generate(OprfSuite.Voprf, lease.Bytes, key.PublicKey.Element.AsSpan(), pairs, nonce, proof);
        return new VoprfEvaluation(evaluated, VoprfProof.FromComputed(proof));
    }

    internal static void Evaluate(OprfSuite suite, VoprfPrivateKey key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        CheckOutput(output);
        Span<byte> element = stackalloc byte[GroupElement.Size];
        suite.HashToGroup(input, element);
        using var lease = key.Lease();
        Ristretto255.Multiply(lease.Bytes, element, element);
        OprfSuite.HashOutput(input, element, output);
        CryptographicOperations.ZeroMemory(element);
    }

    private static GroupElement NotIdentity(ReadOnlySpan<byte> element) =>
        element.ContainsAnyExcept((byte)0)
            ? GroupElement.FromComputed(element)
            : throw new CryptographicException("The input maps to the identity.");

    private static void CheckOutput(Span<byte> output)
    {
        if (output.Length != OutputSize)
        {
            throw new ArgumentException("An output has 64 bytes.", nameof(output));
        }
    }
}
