using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cryptography.Tests;

public sealed class SealingTests : IDisposable
{
    private readonly SealingKey _key = SealingKey.Generate();

    /// <summary>Points of small order, and encodings of 2^255 − 19 and above or with the ignored top bit.</summary>
    public static TheoryData<string> UnusableKeys =>
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0900000000000000000000000000000000000000000000000000000000000080",
    ];

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Seal_OfAnything_OpensToIt() =>
        Prop.ForAll<byte[]>(plaintext =>
        {
            var box = _key.PublicKey.Seal(plaintext);
            return box.Length == plaintext.Length + 48 && _key.TryOpen(box, out var opened) && opened.AsSpan().SequenceEqual(plaintext);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Seal_Twice_GivesOtherBytes() => _key.PublicKey.Seal([1]).ShouldNotBe(_key.PublicKey.Seal([1]));

    [Fact]
    public void TryOpen_OfABoxWithAnyBitFlipped_Fails()
    {
        var box = _key.PublicKey.Seal("secret"u8);
        for (var bit = 0; bit < box.Length * 8; bit++)
        {
            var flipped = box.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            // libsodium and X25519 ignore the top bit of the ephemeral key, but the nonce is derived from all of it.
            _key.TryOpen(flipped, out var opened).ShouldBeFalse();
            opened.ShouldBeNull();
        }
    }

    [Fact]
    public void TryOpen_OfEveryPrefix_Fails()
    {
        var box = _key.PublicKey.Seal("secret"u8);
        for (var length = 0; length < box.Length; length++)
        {
            _key.TryOpen(box.AsSpan(0, length), out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void TryOpen_WithAnotherKey_Fails()
    {
        using var other = SealingKey.Generate();

        other.TryOpen(_key.PublicKey.Seal("secret"u8), out _).ShouldBeFalse();
    }

    [Fact]
    public void SealingKey_ExportedAndImported_OpensTheSame()
    {
        using var secret = _key.Export();
        using var imported = SealingKey.Import(secret);

        imported.PublicKey.ShouldBe(_key.PublicKey);
        imported.TryOpen(_key.PublicKey.Seal([7]), out var opened).ShouldBeTrue();
        opened.ShouldBe([7]);
        Should.Throw<ArgumentException>(() => SealingKey.Import(new byte[31]));
    }

    [Fact]
    public void SealingPublicKey_OfItsText_RoundTrips() => SealingPublicKey.Parse(_key.PublicKey.ToString()).ShouldBe(_key.PublicKey);

    [Theory]
    [MemberData(nameof(UnusableKeys))]
    public void SealingPublicKey_OfSmallOrderOrNotCanonical_IsRefused(string hex) => SealingPublicKey.TryParse(hex, out _).ShouldBeFalse();

    [Fact]
    public void Seal_ToTheDefaultKey_Throws() => Should.Throw<CryptographicException>(() => default(SealingPublicKey).Seal([1]));

    [Fact]
    public void TryDecrypt_OfThePublishedVector_GivesThePublishedText()
    {
        // draft-irtf-cfrg-xchacha §A.3.1.
        using var key = SymmetricKey.Import(Convert.FromHexString("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
        var ciphertext = Convert.FromHexString(
            "404142434445464748494a4b4c4d4e4f5051525354555657"
            + "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
            + "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
            + "c0875924c1c7987947deafd8780acf49");

        key.TryDecrypt(ciphertext, Convert.FromHexString("50515253c0c1c2c3c4c5c6c7"), out var plaintext).ShouldBeTrue();

        Encoding.ASCII.GetString(plaintext).ShouldBe(
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
    }

    [Fact]
    public void Encrypt_OfAnything_DecryptsToItUnderItsAssociatedDataOnly()
    {
        using var key = SymmetricKey.Generate();
        using var other = SymmetricKey.Generate();
        Prop.ForAll<byte[], byte[]>((plaintext, associated) =>
        {
            var ciphertext = key.Encrypt(plaintext, associated);
            return ciphertext.Length == plaintext.Length + SymmetricKey.Overhead
                && key.TryDecrypt(ciphertext, associated, out var opened)
                && opened.AsSpan().SequenceEqual(plaintext)
                && !key.TryDecrypt(ciphertext, [.. associated, 1], out _)
                && !other.TryDecrypt(ciphertext, associated, out _);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TryDecrypt_OfChangedOrShortBytes_Fails()
    {
        using var key = SymmetricKey.Generate();
        var ciphertext = key.Encrypt("secret"u8, default);
        for (var bit = 0; bit < ciphertext.Length * 8; bit++)
        {
            var flipped = ciphertext.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            key.TryDecrypt(flipped, default, out _).ShouldBeFalse();
        }

        for (var length = 0; length < ciphertext.Length; length++)
        {
            key.TryDecrypt(ciphertext.AsSpan(0, length), default, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void SymmetricKey_ExportedAndImported_DecryptsTheSame()
    {
        using var key = SymmetricKey.Generate();
        using var secret = key.Export();
        using var imported = SymmetricKey.Import(secret);

        imported.TryDecrypt(key.Encrypt([7], default), default, out var plaintext).ShouldBeTrue();
        plaintext.ShouldBe([7]);
        Should.Throw<ArgumentException>(() => SymmetricKey.Import(new byte[33]));
    }

    [Fact]
    public void Keys_AsText_AreTheNamesOfTheirTypes()
    {
        using var key = SymmetricKey.Generate();

        key.ToString().ShouldBe("SymmetricKey");
        _key.ToString().ShouldBe("SealingKey");
    }
}
