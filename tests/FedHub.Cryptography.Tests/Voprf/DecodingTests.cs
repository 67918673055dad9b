using System.Security.Cryptography;
using FedHub.Cryptography.Interop;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cryptography.Tests;

/// <summary>libsodium is laxer than RFC 9497; each laxity is shown and shown to be closed.</summary>
public sealed class DecodingTests
{
    private const string Order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

    /// <summary>RFC 9496 appendix A.3.</summary>
    public static TheoryData<string> InvalidEncodings =>
    [
        "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
        "c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562",
        "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
        "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
        "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
        "a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    [Fact]
    public void Element_Identity_IsRefusedAlthoughLibsodiumCallsItValid()
    {
        var identity = new byte[32];

        Sodium.crypto_core_ristretto255_is_valid_point(identity).ShouldBe(1);
        GroupElement.TryDecode(identity, out _).ShouldBeFalse();
        VoprfPublicKey.TryDecode(identity, out _).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(InvalidEncodings))]
    public void Element_InvalidEncoding_IsRefused(string hex) => GroupElement.TryDecode(Convert.FromHexString(hex), out _).ShouldBeFalse();

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Element_OfAnotherLength_IsRefused(int length)
    {
        var bytes = new byte[length];
        Voprf.HashToGroup([1]).ToArray().AsSpan(0, Math.Min(32, length)).CopyTo(bytes);

        GroupElement.TryDecode(bytes, out _).ShouldBeFalse();
    }

    [Fact]
    public void Element_WithTheTopBitSet_IsRefusedAlthoughLibsodiumIgnoresIt()
    {
        var bytes = Voprf.HashToGroup([1]).ToArray();
        bytes[31] |= 0x80;

        // 1.0.18 says 1; later versions say 0.
        Sodium.crypto_core_ristretto255_is_valid_point(bytes).ShouldBe(string.Equals(Libsodium.Load(), "1.0.18", StringComparison.Ordinal) ? 1 : 0);
        GroupElement.TryDecode(bytes, out _).ShouldBeFalse();
    }

    [Fact]
    public void Element_OfMutatedBytes_GivesNothingOrWhatEncodesToThem()
    {
        var original = Voprf.HashToGroup([1]).ToArray();
        Prop.ForAll(Gen.Choose(0, 255).Two().ToArbitrary(), bits =>
        {
            var bytes = original.ToArray();
            bytes[bits.Item1 / 8] ^= (byte)(1 << (bits.Item1 % 8));
            bytes[bits.Item2 / 8] ^= (byte)(1 << (bits.Item2 % 8));
            return !GroupElement.TryDecode(bytes, out var element) || element.AsSpan().SequenceEqual(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Proof_ScalarNotBelowTheOrder_IsRefusedAlthoughLibsodiumReducesIt()
    {
        var vector = RfcVectors.Suites.Single(suite => suite.Mode == 1).Vectors[0];
        foreach (var half in (int[])[0, 32])
        {
            var larger = vector.Proof!.ToArray();
            AddOrder(larger.AsSpan(half, 32));

            // The larger scalar gives the same product, so a check of the equations alone would accept a second proof.
            var product = new byte[32];
            var expected = new byte[32];
            _ = Sodium.crypto_scalarmult_ristretto255_base(product, larger.AsSpan(half, 32));
            _ = Sodium.crypto_scalarmult_ristretto255_base(expected, vector.Proof.AsSpan(half, 32));
            product.ShouldBe(expected);

            VoprfProof.TryDecode(larger, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Proof_ScalarWithTheTopBit_IsRefusedAlthoughLibsodiumMasksIt()
    {
        var vector = RfcVectors.Suites.Single(suite => suite.Mode == 1).Vectors[0];
        var masked = vector.Proof!.ToArray();
        masked[63] |= 0x80;

        var product = new byte[32];
        var expected = new byte[32];
        _ = Sodium.crypto_scalarmult_ristretto255_base(product, masked.AsSpan(32));
        _ = Sodium.crypto_scalarmult_ristretto255_base(expected, vector.Proof.AsSpan(32));
        product.ShouldBe(expected);

        VoprfProof.TryDecode(masked, out _).ShouldBeFalse();
    }

    [Fact]
    public void Proof_OfScalarsAroundTheOrder_IsDecodedOnlyBelowIt()
    {
        var order = Convert.FromHexString(Order);
        var below = order.ToArray();
        below[0]--;
        var above = order.ToArray();
        above[0]++;

        VoprfProof.TryDecode([.. below, .. below], out _).ShouldBeTrue();
        VoprfProof.TryDecode([.. order, .. below], out _).ShouldBeFalse();
        VoprfProof.TryDecode([.. below, .. order], out _).ShouldBeFalse();
        VoprfProof.TryDecode([.. below, .. above], out _).ShouldBeFalse();
        VoprfProof.TryDecode(new byte[63], out _).ShouldBeFalse();
        VoprfProof.TryDecode(new byte[65], out _).ShouldBeFalse();
    }

    [Fact]
    public void Blind_ThatIsZeroOrNotBelowTheOrder_IsRefused()
    {
        var order = Convert.FromHexString(Order);
        var one = new byte[32];
        one[0] = 1;
        var topBit = one.ToArray();
        topBit[31] = 0x80;

        Should.Throw<CryptographicException>(() => Blind.Import(new byte[32]));
        Should.Throw<CryptographicException>(() => Blind.Import(order));
        Should.Throw<CryptographicException>(() => Blind.Import(topBit));
        Should.Throw<CryptographicException>(() => Blind.Import(new byte[31]));
        using var blind = Blind.Import(one);
        Voprf.Blind([5], blind).ShouldBe(Voprf.HashToGroup([5]));
    }

    private static void AddOrder(Span<byte> scalar)
    {
        var order = Convert.FromHexString(Order);
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            carry += scalar[i] + order[i];
            scalar[i] = (byte)carry;
            carry >>= 8;
        }
    }
}
