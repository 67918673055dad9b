using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class AuditLeafTests
{
    /// <summary>u8 1 ‖ u64 1700000000123 ‖ u16 32 ‖ SHA-256(000102…0f ‖ "payload").</summary>
    private const string Example = "01" + "0000018bcfe5687b" + "0020" + "97053b5342a1f322b5f89f151d626b6133fd9198d66cd9a8f70be062fa280ca7";

    private static readonly AuditNonce _nonce = Nonce("000102030405060708090a0b0c0d0e0f");

    [Fact]
    public void Encode_OfTheWorkedExample_IsWrittenOut()
    {
        var leaf = new AuditLeaf(1_700_000_000_123, AuditCommitment.Compute(_nonce, "payload"u8));

        Convert.ToHexStringLower(leaf.Encode()).ShouldBe(Example);
    }

    [Fact]
    public void TryDecode_OfTheWorkedExample_GivesItsParts()
    {
        AuditLeaf.TryDecode(Convert.FromHexString(Example), out var leaf).ShouldBeTrue();

        leaf.SubmittedAt.ShouldBe(new DateTimeOffset(2023, 11, 14, 22, 13, 20, 123, TimeSpan.Zero));
        new AuditOpening(_nonce, "payload"u8.ToArray()).Opens(leaf).ShouldBeTrue();
        new AuditOpening(_nonce, "paylord"u8.ToArray()).Opens(leaf).ShouldBeFalse();
        new AuditOpening(Nonce("000102030405060708090a0b0c0d0e10"), "payload"u8.ToArray()).Opens(leaf).ShouldBeFalse();
    }

    [Fact]
    public void TryDecode_OfAnyChangedByte_IsRefusedOrAnotherLeaf()
    {
        var bytes = Convert.FromHexString(Example);
        AuditLeaf.TryDecode(bytes, out var original).ShouldBeTrue();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            if (AuditLeaf.TryDecode(changed, out var leaf))
            {
                leaf.ShouldNotBe(original);
                leaf.Encode().ShouldBe(changed);
                (bit / 8).ShouldNotBe(0, "the version is checked");
                (bit / 8).ShouldNotBeInRange(9, 10, "the length is checked");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(42)]
    [InlineData(44)]
    public void TryDecode_OfAnotherLength_IsRefused(int length) => AuditLeaf.TryDecode(new byte[length], out _).ShouldBeFalse();

    [Fact]
    public void Hash_IsThatOfTheEncoding() =>
        new AuditLeaf(5, default).Hash().ShouldBe(Digest.Of([0, .. new AuditLeaf(5, default).Encode()]));

    private static AuditNonce Nonce(string hex)
    {
        AuditNonce.TryFromBytes(Convert.FromHexString(hex), out var nonce).ShouldBeTrue();
        return nonce;
    }
}
