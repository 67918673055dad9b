using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class ReceiptTests
{
    private const int Size = 11;
    private const int Index = 6;
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly ReceiptVerifier _verifier = new(Policy("quorum w1"), new FixedTime(_now));

    [Fact]
    public void Receipt_OfALoggedEntry_IsProvenOffline()
    {
        var verdict = _verifier.Verify(Receipt(_now).ToBytes(), TestLogs.Entry(Index));

        verdict.IsProven.ShouldBeTrue();
        verdict.Origin.ShouldBe(TestLogs.Origin);
        (verdict.Index, verdict.TreeSize).ShouldBe((Index, Size));
        verdict.Witnesses.ShouldBe([new WitnessSeen("w1", _now)]);
    }

    [Fact]
    public void Receipt_OfAnotherEntry_IsNotIncluded() =>
        _verifier.Verify(Receipt(_now).ToBytes(), TestLogs.Entry(Index + 1)).Fault.ShouldBe(ReceiptFault.NotIncluded);

    [Fact]
    public void Receipt_WithoutItsWitness_LacksTheQuorum()
    {
        var receipt = Receipt(_now) with { Checkpoint = TestLogs.Checkpoint(NaiveMerkle.Leaves(Size)) };

        _verifier.Verify(receipt.ToBytes(), TestLogs.Entry(Index)).Fault.ShouldBe(ReceiptFault.QuorumMissing);
    }

    [Fact]
    public void Receipt_OfALogThatThePolicyDoesNotKnow_SaysSo() =>
        new ReceiptVerifier(Parse("quorum none\n"), new FixedTime(_now)).Verify(Receipt(_now).ToBytes(), TestLogs.Entry(Index))
            .Fault.ShouldBe(ReceiptFault.UnknownLog);

    [Fact]
    public void Receipt_SignedByAnotherKey_IsNotTheLogs()
    {
        using var key = SigningKey.Generate();
        var forged = SignedCheckpoint.Sign(new Checkpoint(TestLogs.Origin, NaiveMerkle.Head(NaiveMerkle.Leaves(Size))), new NoteSigner(KeyName.Parse(TestLogs.Origin), key));

        _verifier.Verify((Receipt(_now) with { Checkpoint = forged }).ToBytes(), TestLogs.Entry(Index)).Fault.ShouldBe(ReceiptFault.NotSignedByLog);
    }

    [Fact]
    public void Receipt_CosignedAheadOfTheClock_IsToleratedForFiveMinutes()
    {
        _verifier.Verify(Receipt(_now.AddMinutes(5)).ToBytes(), TestLogs.Entry(Index)).IsProven.ShouldBeTrue();
        _verifier.Verify(Receipt(_now.AddMinutes(5).AddSeconds(1)).ToBytes(), TestLogs.Entry(Index)).Fault.ShouldBe(ReceiptFault.QuorumMissing);
    }

    [Fact]
    public void Receipt_WithAnyBitFlipped_IsNotProven()
    {
        foreach (var bytes in Mutations.FlippedBits(Receipt(_now).ToBytes()))
        {
            _verifier.Verify(bytes, TestLogs.Entry(Index)).IsProven.ShouldBeFalse();
        }
    }

    [Fact]
    public void Receipt_OfEveryEntryOfEverySmallTree_IsProven()
    {
        for (var size = 1; size <= 20; size++)
        {
            var leaves = NaiveMerkle.Leaves(size);
            var checkpoint = TestLogs.Checkpoint(leaves);
            var verifier = new ReceiptVerifier(Policy("quorum none"), new FixedTime(_now));
            for (var index = 0; index < size; index++)
            {
                var receipt = new LogReceiptFile(null, index, [.. NaiveMerkle.Inclusion(index, leaves)], checkpoint);
                verifier.Verify(receipt.ToBytes(), TestLogs.Entry(index)).IsProven.ShouldBeTrue();
                verifier.Verify((receipt with { Index = index + 1 }).ToBytes(), TestLogs.Entry(index)).Fault.ShouldBe(ReceiptFault.NotIncluded);
            }
        }
    }

    [Fact]
    public void File_HasTheLinesOfTheSpecification()
    {
        var leaves = NaiveMerkle.Leaves(2);
        var checkpoint = TestLogs.Checkpoint(leaves);

        new LogReceiptFile("extra"u8.ToArray(), 1, [leaves[0]], checkpoint).ToString()
            .ShouldBe($"c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 1\n{Convert.ToBase64String(leaves[0].AsSpan())}\n\n{checkpoint}");
        new LogReceiptFile(null, 0, [], checkpoint).ToString().ShouldBe($"c2sp.org/tlog-proof@v1\nindex 0\n\n{checkpoint}");
    }

    [Fact]
    public void File_WithExtraData_KeepsItAndVouchesForNoneOfIt()
    {
        var receipt = Receipt(_now) with { Extra = new byte[] { 1, 2, 3 } };

        LogReceiptFile.TryParse(receipt.ToBytes(), out var parsed).ShouldBeTrue();
        parsed!.Extra!.Value.ToArray().ShouldBe([1, 2, 3]);
        _verifier.Verify(receipt with { Extra = new byte[] { 9 } }, MerkleHash.Leaf(TestLogs.Entry(Index))).IsProven.ShouldBeTrue();
    }

    [Theory]
    [InlineData("wrong-header\nindex 0\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra\nindex 0\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex notanumber\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -5\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 05\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n\nNOTE")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n")]
    [InlineData("\n\nNOTE")]
    [InlineData("")]
    public void File_OfAnyOtherForm_IsMalformed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("NOTE", TestLogs.Checkpoint(TreeHead.Empty).ToString(), StringComparison.Ordinal));

        _verifier.Verify(bytes, []).Fault.ShouldBe(ReceiptFault.Malformed);
    }

    [Fact]
    public void File_WithMoreHashesThanAnyProof_IsMalformed()
    {
        var receipt = Receipt(_now);

        LogReceiptFile.TryParse((receipt with { Path = [.. new Digest[63]] }).ToBytes(), out _).ShouldBeTrue();
        LogReceiptFile.TryParse((receipt with { Path = [.. new Digest[64]] }).ToBytes(), out _).ShouldBeFalse();
    }

    [Fact]
    public void File_Mutated_IsRefusedOrReadsBackAsItself()
    {
        foreach (var bytes in Mutations.Fuzzed(Receipt(_now).ToBytes(), 20_000))
        {
            if (LogReceiptFile.TryParse(bytes, out var receipt))
            {
                receipt.ToBytes().ShouldBe(bytes);
            }
        }
    }

    private static LogReceiptFile Receipt(DateTimeOffset cosignedAt)
    {
        var leaves = NaiveMerkle.Leaves(Size);
        var checkpoint = TestLogs.Checkpoint(leaves);
        return new LogReceiptFile(
            null, Index, [.. NaiveMerkle.Inclusion(Index, leaves)], checkpoint.With(TestLogs.Witness.Cosign(checkpoint.Note, cosignedAt)));
    }

    private static TrustPolicy Policy(string quorum) =>
        Parse($"log {TestLogs.Signer.VerificationKey}\nwitness w1 {TestLogs.Witness.VerificationKey}\n{quorum}\n");

    private static TrustPolicy Parse(string text)
    {
        TrustPolicy.TryParse(Encoding.UTF8.GetBytes(text), out var policy, out _).ShouldBeTrue();
        return policy!;
    }
}
