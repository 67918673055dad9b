using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cryptography.Tests;

public sealed class SigningTests
{
    // RFC 8032 §7.1, test 2.
    private const string Seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private const string PublicKey = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private const string PublishedSignature =
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    /// <summary>Points of small order, and encodings that are not canonical.</summary>
    public static TheoryData<string> UnusableKeys =>
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000",
    ];

    [Fact]
    public void Sign_OfThePublishedMessage_GivesThePublishedSignature()
    {
        using var key = SigningKey.ImportSeed(Convert.FromHexString(Seed));

        key.PublicKey.ToString().ShouldBe(PublicKey);
        key.Sign([0x72]).ToString().ShouldBe(PublishedSignature);
        VerificationKey.Parse(PublicKey).Verify([0x72], key.Sign([0x72])).ShouldBeTrue();
    }

    [Fact]
    public void Verify_OfAnyBytes_HoldsForThemOnly()
    {
        using var key = SigningKey.Generate();
        Prop.ForAll<byte[]>(data =>
        {
            var signature = key.Sign(data);
            return key.PublicKey.Verify(data, signature) && !key.PublicKey.Verify([.. data, 0], signature);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Verify_OfASignatureWithAnyBitFlipped_Fails()
    {
        using var key = SigningKey.Generate();
        var data = RandomNumberGenerator.GetBytes(40);
        var bytes = key.Sign(data).ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            key.PublicKey.Verify(data, Signature.FromBytes(flipped)).ShouldBeFalse();
        }
    }

    [Fact]
    public void Verify_OfDataWithAnyBitFlipped_Fails()
    {
        using var key = SigningKey.Generate();
        var data = RandomNumberGenerator.GetBytes(40);
        var signature = key.Sign(data);
        for (var bit = 0; bit < data.Length * 8; bit++)
        {
            var flipped = data.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            key.PublicKey.Verify(flipped, signature).ShouldBeFalse();
        }
    }

    [Fact]
    public void Verify_WithAnotherKeyOrNone_Fails()
    {
        using var key = SigningKey.Generate();
        using var other = SigningKey.Generate();

        other.PublicKey.Verify("data"u8, key.Sign("data"u8)).ShouldBeFalse();
        default(VerificationKey).Verify("data"u8, key.Sign("data"u8)).ShouldBeFalse();
        key.PublicKey.Verify("data"u8, default).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(UnusableKeys))]
    public void VerificationKey_OfSmallOrderOrNotCanonical_IsRefused(string hex)
    {
        VerificationKey.TryFromBytes(Convert.FromHexString(hex), out _).ShouldBeFalse();
        VerificationKey.TryParse(hex, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3d4017")]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660g")]
    public void VerificationKey_OfOtherText_IsRefused(string? text) => VerificationKey.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void SigningKey_ExportedAndImported_IsTheSame()
    {
        using var key = SigningKey.Generate();
        using var seed = key.ExportSeed();
        using var imported = SigningKey.ImportSeed(seed);
        var copied = new byte[32];
        key.ExportSeed(copied);

        imported.PublicKey.ShouldBe(key.PublicKey);
        SigningKey.ImportSeed(copied).PublicKey.ShouldBe(key.PublicKey);
        Should.Throw<ArgumentException>(() => SigningKey.ImportSeed(new byte[31]));
    }

    [Fact]
    public void SigningKey_Disposed_SignsNoMore()
    {
        var key = SigningKey.Generate();
        key.Dispose();

        Should.Throw<ObjectDisposedException>(() => key.Sign("data"u8));
        key.ToString().ShouldBe("SigningKey");
    }

    [Fact]
    public void KeyId_IsTheStartOfTheHashOfLabelAndKey()
    {
        var expected = SHA256.HashData([.. "fedhub key v1"u8, .. Convert.FromHexString(PublicKey)])[..16];

        VerificationKey.Parse(PublicKey).KeyId.ToArray().ShouldBe(expected);
        KeyId.TryFromBytes(new byte[15], out _).ShouldBeFalse();
        KeyId.TryParse("00", out _).ShouldBeFalse();
        KeyId.Parse(Convert.ToHexString(expected)).ShouldBe(KeyId.FromBytes(expected));
    }

    [Fact]
    public void Digest_HasTheOrderOfItsText()
    {
        var digests = Enumerable.Range(0, 50).Select(i => Digest.Of([(byte)i])).ToArray();

        digests.Order().Select(digest => digest.ToString()).ShouldBe(digests.Select(digest => digest.ToString()).Order(StringComparer.Ordinal));
        Digest.Of("abc"u8).ToString().ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        Digest.TryFromBytes(new byte[31], out _).ShouldBeFalse();
        Digest.TryParse("ba78", out _).ShouldBeFalse();
    }
}
