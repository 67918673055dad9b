using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class CheckpointTests
{
    private const string Root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=";

    private const string WorkedNote = """
        audit.fedhub.example/log1
        8
        XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

        — audit.fedhub.example/log1 IxkmHls39Ky0f9pKKE4W5YHkjmAtc3Mgp7PH710wRby+m94YLKKYkPEcz166Tl4jk9td+OBIh9Up5wdOlsGLoQbqJw4=
        — witness.fr.example/w1 YJQTLgAAAABlU/EA+BYTJ7+1R3mgecI0OihxCfIcV9KcMafcobEGtnMQJy94X9mAbhrNBZlmB911rpII0yTcB76PSDIj+CTLCjClDQ==

        """;

    private static TreeHead Head { get; } = new(8, Digest.FromBytes(Convert.FromBase64String(Root)));

    [Fact]
    public void Checkpoint_OfTheWorkedVector_IsMadeByteForByte()
    {
        var signed = TestLogs.Checkpoint(Head);

        var cosigned = signed.With(TestLogs.Witness.Cosign(signed.Note, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));

        cosigned.ToString().ShouldBe(WorkedNote);
    }

    [Fact]
    public void Checkpoint_OfTheWorkedVector_VerifiesWithTheTimeOfItsWitness()
    {
        SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes(WorkedNote), out var signed).ShouldBeTrue();

        var verdict = new NoteKeyRing([TestLogs.Signer.VerificationKey, TestLogs.Witness.VerificationKey]).Verify(signed!.Note);

        verdict.Verified.Select(signature => signature.SignedAt).ShouldBe([null, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)]);
        signed.Head.ShouldBe(Head);
    }

    [Fact]
    public void Checkpoint_WithAnyBitFlipped_IsNotAcceptedByBothKeys()
    {
        var keys = new NoteKeyRing([TestLogs.Signer.VerificationKey, TestLogs.Witness.VerificationKey]);
        foreach (var bytes in Mutations.FlippedBits(Encoding.UTF8.GetBytes(WorkedNote)))
        {
            (SignedCheckpoint.TryParse(bytes, out var signed) && keys.Verify(signed.Note).Verified.Length == 2).ShouldBeFalse();
        }
    }

    [Fact]
    public void Cosignature_CoversTheExtensionLines()
    {
        var note = SignedNote.Unsigned($"test\n123\n{Root}\nextension\n");
        var cosigned = note.With(TestLogs.Witness.Cosign(note, DateTimeOffset.FromUnixTimeSeconds(5)));
        SignedNote.TryParse(Encoding.UTF8.GetBytes(cosigned.ToString().Replace("extension", "Extension", StringComparison.Ordinal)), out var altered).ShouldBeTrue();
        var keys = new NoteKeyRing([TestLogs.Witness.VerificationKey]);

        keys.Verify(cosigned).IsAccepted.ShouldBeTrue();
        keys.Verify(altered!).Fault.ShouldBe(NoteFault.InvalidSignature);
    }

    [Fact]
    public void Cosignature_Line_HasSeventySixBytesAndTheTimeInTheMiddle()
    {
        var signature = TestLogs.Witness.Cosign(SignedNote.Unsigned("text\n"), DateTimeOffset.FromUnixTimeSeconds(1_679_315_147));

        var blob = Convert.FromBase64String(signature.ToString().Split(' ')[2]);

        blob.Length.ShouldBe(76);
        Convert.ToHexStringLower(blob.AsSpan(4, 8)).ShouldBe("000000006418" + "50cb");
    }

    [Fact]
    public void Cosignature_AsPublished_HasItsKeyIdAndTime()
    {
        var vectors = TestVectors.Read("notes.json");
        NoteSignature.TryParse("— x " + vectors.GetProperty("timedSignature").GetString(), out var signature).ShouldBeTrue();

        signature!.KeyId.ToString().ShouldBe(vectors.GetProperty("timedSignatureKeyId").GetString());
        TestLogs.Witness.VerificationKey.TimeOf(signature).ShouldBe(DateTimeOffset.FromUnixTimeSeconds(vectors.GetProperty("timedSignatureSeconds").GetInt64()));
    }

    [Fact]
    public void Cosignature_WithATimeBeyondSixtyThreeBits_IsNoSignature()
    {
        var good = TestLogs.Witness.Cosign(SignedNote.Unsigned("text\n"), DateTimeOffset.FromUnixTimeSeconds(5));
        var blob = good.Bytes.ToArray();
        blob[0] = 0x80;

        TestLogs.Witness.VerificationKey.Verify("text\n"u8, good).ShouldBeTrue();
        TestLogs.Witness.VerificationKey.Verify("text\n"u8, good with { Bytes = blob }).ShouldBeFalse();
    }

    [Fact]
    public void Cosigner_WithoutATime_Refuses() =>
        Should.Throw<ArgumentOutOfRangeException>(() => TestLogs.Witness.Cosign(SignedNote.Unsigned("text\n"), DateTimeOffset.UnixEpoch));

    [Fact]
    public void Cosignature_IsNoSignatureOfALog()
    {
        // The same key as type 0x01 has another id, and signs other bytes.
        var note = SignedNote.Unsigned("text\n");
        var asLog = NoteVerificationKey.ForEd25519(TestLogs.Witness.VerificationKey.Name, TestLogs.WitnessKey.PublicKey);
        var cosigned = note.With(TestLogs.Witness.Cosign(note, DateTimeOffset.FromUnixTimeSeconds(5)));

        new NoteKeyRing([asLog]).Verify(cosigned).Fault.ShouldBe(NoteFault.NoKnownSignature);
    }

    [Fact]
    public void Sign_OfAnotherLogsCheckpoint_Throws() =>
        Should.Throw<ArgumentException>(() => SignedCheckpoint.Sign(new Checkpoint("another.example/log", Head), TestLogs.Signer));

    [Theory]
    [InlineData("origin\n8\n" + Root + "\n")]
    [InlineData("origin\n0\n" + Root + "\n")]
    [InlineData("go.sum database tree\n9223372036854775807\n" + Root + "\nmore\nlines\n")]
    public void Checkpoint_WellFormed_ReadsAndWritesBack(string text)
    {
        Checkpoint.TryParse(text, out var checkpoint).ShouldBeTrue();

        checkpoint!.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("\n")]
    [InlineData("origin\n")]
    [InlineData("origin\n8\n")]
    [InlineData("origin\n8\n" + Root)]
    [InlineData("\n8\n" + Root + "\n")]
    [InlineData("origin\n\n" + Root + "\n")]
    [InlineData("origin\n08\n" + Root + "\n")]
    [InlineData("origin\n00\n" + Root + "\n")]
    [InlineData("origin\n+8\n" + Root + "\n")]
    [InlineData("origin\n-8\n" + Root + "\n")]
    [InlineData("origin\n 8\n" + Root + "\n")]
    [InlineData("origin\n8 \n" + Root + "\n")]
    [InlineData("origin\n0x8\n" + Root + "\n")]
    [InlineData("origin\n9223372036854775808\n" + Root + "\n")]
    [InlineData("origin\n18446744073709551616\n" + Root + "\n")]
    [InlineData("origin\n8\n" + Root + "=\n")]
    [InlineData("origin\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg\n")]
    [InlineData("origin\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n")]
    [InlineData("origin\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz-Nw7_RgQyg=\n")]
    [InlineData("origin\n8\n XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("origin\n8\nAAAA\n")]
    [InlineData("origin\n8\n" + Root + "\n\n")]
    [InlineData("origin\n8\n" + Root + "\n\nmore\n")]
    public void Checkpoint_Malformed_IsRefused(string? text) => Checkpoint.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Checkpoint_Mutated_IsRefusedOrReadsBackAsItself()
    {
        foreach (var bytes in Mutations.Fuzzed(Encoding.UTF8.GetBytes(WorkedNote), 20_000))
        {
            if (SignedCheckpoint.TryParse(bytes, out var signed))
            {
                signed.ToBytes().ShouldBe(bytes);
                signed.Checkpoint.ToString().ShouldBe(signed.Note.Text);
            }
        }
    }
}
