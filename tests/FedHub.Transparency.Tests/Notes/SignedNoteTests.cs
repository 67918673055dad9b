using System.Text;
using System.Text.Json;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class SignedNoteTests
{
    private static readonly JsonElement _vectors = TestVectors.Read("notes.json");

    private static string NoteBody => _vectors.GetProperty("text").GetString()!;

    private static string PeterLine => _vectors.GetProperty("peterLine").GetString()!;

    private static string EnochLine => _vectors.GetProperty("enochLine").GetString()!;

    private static NoteVerificationKey Peter => NoteVerificationKey.Parse(_vectors.GetProperty("peterKey").GetString()!);

    private static NoteVerificationKey Enoch => NoteVerificationKey.Parse(_vectors.GetProperty("enochKey").GetString()!);

    [Fact]
    public void Sign_GivesThePublishedSignature()
    {
        using var key = SigningKey.ImportSeed(Convert.FromHexString(_vectors.GetProperty("peterSeed").GetString()!));
        var signer = new NoteSigner(KeyName.Parse("PeterNeumann"), key);

        var note = signer.Sign(SignedNote.Unsigned(NoteBody));

        note.ToString().ShouldBe(NoteBody + "\n" + PeterLine);
        signer.VerificationKey.ShouldBe(Peter);
    }

    [Fact]
    public void Sign_Again_ReplacesTheLineAndKeepsTheBytes()
    {
        var once = TestLogs.Signer.Sign(SignedNote.Unsigned("text\n"));

        var twice = TestLogs.Signer.Sign(once.With(TestLogs.Witness.Cosign(once, DateTimeOffset.FromUnixTimeSeconds(7))));

        twice.Signatures.Length.ShouldBe(2);
        twice.Signatures[0].ShouldBe(once.Signatures[0]);
        twice.Signatures[1].Name.ToString().ShouldBe("witness.fr.example/w1");
    }

    [Fact]
    public void Note_WithOneKnownSignature_IsAcceptedAndTheOtherIgnored()
    {
        var verdict = Verify(NoteBody + "\n" + PeterLine + EnochLine, Peter);

        verdict.IsAccepted.ShouldBeTrue();
        verdict.Verified.Select(signature => signature.Key).ShouldBe([Peter]);
        verdict.Verified[0].SignedAt.ShouldBeNull();
    }

    [Fact]
    public void Note_WithTwoKnownSignatures_HasBoth() =>
        Verify(NoteBody + "\n" + PeterLine + EnochLine, Peter, Enoch).Verified.Select(signature => signature.Key).ShouldBe([Peter, Enoch]);

    [Fact]
    public void Note_WithoutAKnownSignature_IsRefused() =>
        Verify(NoteBody + "\n" + PeterLine + EnochLine).Fault.ShouldBe(NoteFault.NoKnownSignature);

    [Fact]
    public void Note_WithAWrongLineOfAKnownKey_IsRefusedWhole()
    {
        var wrong = TestLogs.Signer.Sign(SignedNote.Unsigned("another text\n")).Signatures[0];
        var note = SignedNote.Unsigned("text\n").With(TestLogs.Witness.Cosign(SignedNote.Unsigned("text\n"), DateTimeOffset.FromUnixTimeSeconds(7))).With(wrong);

        new NoteKeyRing([TestLogs.Signer.VerificationKey, TestLogs.Witness.VerificationKey]).Verify(note).Fault.ShouldBe(NoteFault.InvalidSignature);
    }

    [Fact]
    public void Note_WithASignatureOfAnotherLength_IsRefused() =>
        Verify(NoteBody + "\n" + PeterLine[..60] + "ABCD" + PeterLine[60..], Peter).Fault.ShouldBe(NoteFault.InvalidSignature);

    [Fact]
    public void Note_WithALineRepeated_CountsTheKeyOnce() =>
        Verify(NoteBody + "\n" + PeterLine + PeterLine + EnochLine, Peter).Verified.Length.ShouldBe(1);

    [Fact]
    public void Note_WithAHundredSignatures_IsReadAndOneMoreIsNot()
    {
        SignedNote.TryParse(Utf8(NoteBody + "\n" + string.Concat(Enumerable.Repeat(PeterLine, 100))), out _).ShouldBeTrue();
        SignedNote.TryParse(Utf8(NoteBody + "\n" + string.Concat(Enumerable.Repeat(PeterLine, 101))), out _).ShouldBeFalse();
    }

    [Fact]
    public void Note_PublishedAsMalformed_IsRefused()
    {
        var notes = _vectors.GetProperty("badNotes").EnumerateArray().Select(note => note.GetString()!).ToArray();
        notes.Length.ShouldBe(6);
        notes.ShouldAllBe(note => !IsNote(Utf8(note)));
        IsNote([0xff, .. Utf8(NoteBody + "\n" + PeterLine)]).ShouldBeFalse();
    }

    [Fact]
    public void Note_WithEmptyLinesInItsText_IsSplitAtTheLast()
    {
        SignedNote.TryParse(Utf8("one\n\ntwo\n\n" + PeterLine), out var note).ShouldBeTrue();

        note!.Text.ShouldBe("one\n\ntwo\n");
        note.ToString().ShouldBe("one\n\ntwo\n\n" + PeterLine);
    }

    [Theory]
    [InlineData("text\r\n")]
    [InlineData("text\t\n")]
    [InlineData("text")]
    [InlineData("")]
    public void Text_ThatNoNoteMayHave_IsNotSigned(string text) => Should.Throw<ArgumentException>(() => SignedNote.Unsigned(text));

    [Theory]
    [InlineData("- PeterNeumann x08go/ZJ")]
    [InlineData("—PeterNeumann x08go/ZJ")]
    [InlineData("— PeterNeumann  x08go/ZJ")]
    [InlineData("— PeterNeumann x08go/ZJ ")]
    [InlineData("— PeterNeumann x08go/Z")]
    [InlineData("— PeterNeumann x08go-ZJ")]
    [InlineData("— PeterNeumann x08g")]
    [InlineData("— PeterNeumann x08gow==")]
    [InlineData("— PeterNeumann x08goh==")]
    [InlineData("— PeterNeumann x08go/ZJ x08go/ZJ")]
    [InlineData("—  x08go/ZJ")]
    [InlineData(null)]
    public void Line_OfAnyOtherForm_IsRefused(string? line) =>
        NoteSignature.TryParse(line, out _).ShouldBeFalse();

    [Fact]
    public void Note_BeyondTheLimit_IsRefused()
    {
        var padding = new string('a', SignedNote.MaxSize - Encoding.UTF8.GetByteCount("\n\n" + PeterLine));
        IsNote(Utf8(padding + "\n\n" + PeterLine)).ShouldBeTrue();
        IsNote(Utf8("a" + padding + "\n\n" + PeterLine)).ShouldBeFalse();
    }

    [Fact]
    public void Note_WithAnyBitFlipped_IsNotAccepted()
    {
        foreach (var bytes in Mutations.FlippedBits(Utf8(NoteBody + "\n" + PeterLine)))
        {
            (SignedNote.TryParse(bytes, out var note) && new NoteKeyRing([Peter]).Verify(note).IsAccepted).ShouldBeFalse();
        }
    }

    [Fact]
    public void Note_Mutated_IsRefusedOrReadsBackAsItself()
    {
        foreach (var bytes in Mutations.Fuzzed(Utf8(NoteBody + "\n" + PeterLine + EnochLine), 20_000))
        {
            if (SignedNote.TryParse(bytes, out var note))
            {
                note.ToBytes().ShouldBe(bytes);
            }
        }
    }

    [Fact]
    public void KeyRing_WithAKeyTwice_IsAConfigurationError() =>
        Should.Throw<ArgumentException>(() => new NoteKeyRing([Enoch, Peter, Enoch])).Message.ShouldContain("EnochRoot+af0cfe78");

    private static NoteVerdict Verify(string text, params NoteVerificationKey[] keys)
    {
        SignedNote.TryParse(Utf8(text), out var note).ShouldBeTrue();
        return new NoteKeyRing(keys).Verify(note!);
    }

    private static bool IsNote(byte[] bytes) => SignedNote.TryParse(bytes, out _);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
