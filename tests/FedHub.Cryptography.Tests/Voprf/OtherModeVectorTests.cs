using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FedHub.Cryptography.Tests;

/// <summary>Modes 0x00 and 0x02 are not in the product; their vectors test the hashes, the group and the proof that it shares with them.</summary>
public sealed class OtherModeVectorTests
{
    [Fact]
    public void Oprf_PublishedVectors_AreReproduced()
    {
        var suite = RfcVectors.Suites.Single(candidate => candidate.Mode == 0);
        using var key = VoprfPrivateKey.Derive(OprfSuite.Oprf, suite.Seed, suite.KeyInfo);
        using var lease = key.Lease();
        lease.Bytes.ToArray().ShouldBe(suite.PrivateKey);

        foreach (var vector in suite.Vectors)
        {
            using var blind = Blind.Import(vector.Blinds[0]);
            var blinded = Voprf.Blind(OprfSuite.Oprf, vector.Inputs[0], blind);
            blinded.ToArray().ShouldBe(vector.Blinded[0]);

            var evaluated = new byte[32];
            Ristretto255.Multiply(lease.Bytes, blinded.AsSpan(), evaluated);
            evaluated.ShouldBe(vector.Evaluated[0]);

            var output = new byte[64];
            Voprf.Finalize(vector.Inputs[0], blind, GroupElement.FromComputed(evaluated), output);
            output.ShouldBe(vector.Outputs[0]);

            Voprf.Evaluate(OprfSuite.Oprf, key, vector.Inputs[0], output);
            output.ShouldBe(vector.Outputs[0]);
        }
    }

    [Fact]
    public void Poprf_PublishedVectors_AreReproduced()
    {
        var suite = RfcVectors.Suites.Single(candidate => candidate.Mode == 2);
        using var key = VoprfPrivateKey.Derive(OprfSuite.Poprf, suite.Seed, suite.KeyInfo);
        using var lease = key.Lease();
        lease.Bytes.ToArray().ShouldBe(suite.PrivateKey);
        key.PublicKey.ToArray().ShouldBe(suite.PublicKey);

        foreach (var vector in suite.Vectors)
        {
            CheckPoprf(vector, lease.Bytes);
        }
    }

    /// <summary>RFC 9497 §3.3.3, put together from the parts under test.</summary>
    private static void CheckPoprf(RfcVector vector, ReadOnlySpan<byte> privateKey)
    {
        // t = skS + HashToScalar("Info" || len(info) || info); the evaluator multiplies by 1/t and proves knowledge of t.
        Span<byte> tweak = stackalloc byte[32];
        Span<byte> tweakedKey = stackalloc byte[32];
        Span<byte> inverse = stackalloc byte[32];
        Span<byte> tweakedPublicKey = stackalloc byte[32];
        OprfSuite.Poprf.HashToScalar([.. "Info"u8, .. Prefixed(vector.Info!)], tweak);
        Ristretto255.AddScalars(privateKey, tweak, tweakedKey);
        Ristretto255.Invert(tweakedKey, inverse);
        Ristretto255.MultiplyBase(tweakedKey, tweakedPublicKey);

        var pairs = new byte[vector.Inputs.Length * 64];
        for (var i = 0; i < vector.Inputs.Length; i++)
        {
            using var blind = Blind.Import(vector.Blinds[i]);
            var blinded = Voprf.Blind(OprfSuite.Poprf, vector.Inputs[i], blind);
            blinded.ToArray().ShouldBe(vector.Blinded[i]);

            var evaluated = new byte[32];
            Ristretto255.Multiply(inverse, blinded.AsSpan(), evaluated);
            evaluated.ShouldBe(vector.Evaluated[i]);
            Unblind(vector, i, blind, evaluated).ShouldBe(vector.Outputs[i]);

            // In this mode the evaluated element is the first of each pair.
            evaluated.CopyTo(pairs, i * 64);
            blinded.CopyTo(pairs.AsSpan((i * 64) + 32));
        }

        var proof = new byte[64];
        DleqProof.Generate(OprfSuite.Poprf, tweakedKey, tweakedPublicKey, pairs, vector.Nonce, proof);
        proof.ShouldBe(vector.Proof);
        DleqProof.Verify(OprfSuite.Poprf, tweakedPublicKey, pairs, proof).ShouldBeTrue();
    }

    private static byte[] Unblind(RfcVector vector, int index, Blind blind, byte[] evaluated)
    {
        Span<byte> inverse = stackalloc byte[32];
        Span<byte> unblinded = stackalloc byte[32];
        Ristretto255.Invert(blind.Scalar, inverse);
        Ristretto255.Multiply(inverse, evaluated, unblinded);
        return SHA512.HashData(
            [.. Prefixed(vector.Inputs[index]), .. Prefixed(vector.Info!), .. Prefixed(unblinded), .. Encoding.ASCII.GetBytes("Finalize")]);
    }

    private static byte[] Prefixed(ReadOnlySpan<byte> bytes)
    {
        var prefixed = new byte[2 + bytes.Length];
        BinaryPrimitives.WriteUInt16BigEndian(prefixed, (ushort)bytes.Length);
        bytes.CopyTo(prefixed.AsSpan(2));
        return prefixed;
    }
}
