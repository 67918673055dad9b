using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class NoteKeyTests
{
    private static readonly System.Text.Json.JsonElement _vectors = TestVectors.Read("notes.json");

    [Theory]
    [InlineData("peterKey", NoteSignatureType.Ed25519, "PeterNeumann", "c74f20a3")]
    [InlineData("enochKey", NoteSignatureType.Ed25519, "EnochRoot", "af0cfe78")]
    [InlineData("ed25519Key", NoteSignatureType.Ed25519, "TEST", "7997405c")]
    [InlineData("cosignatureKey", NoteSignatureType.CosignatureV1, "remora.n621.de", "da77ade7")]
    public void Key_AsPublished_ReadsAndWritesBack(string vector, NoteSignatureType type, string name, string id)
    {
        var text = _vectors.GetProperty(vector).GetString()!;

        var key = NoteVerificationKey.Parse(text);

        key.Type.ShouldBe(type);
        key.Name.ToString().ShouldBe(name);
        key.KeyId.ToString().ShouldBe(id);
        key.ToString().ShouldBe(text);
    }

    [Fact]
    public void Key_PublishedAsBad_IsRefused()
    {
        var keys = _vectors.GetProperty("badKeys").EnumerateArray().Select(key => key.GetString()).ToArray();
        keys.Length.ShouldBe(5);
        keys.ShouldAllBe(key => !IsKey(key));
    }

    [Fact]
    public void Key_AnyPartOfIt_IsRefused()
    {
        var text = _vectors.GetProperty("peterKey").GetString()!;
        for (var start = 0; start < text.Length; start++)
        {
            for (var end = start; end <= text.Length; end++)
            {
                IsKey(text[start..end]).ShouldBe(start == 0 && end == text.Length);
            }
        }
    }

    [Fact]
    public void Key_WithAnyByteChanged_IsRefused()
    {
        var bytes = Encoding.ASCII.GetBytes(_vectors.GetProperty("peterKey").GetString()!);
        foreach (var mutated in Mutations.FlippedBits(bytes))
        {
            IsKey(Encoding.Latin1.GetString(mutated)).ShouldBeFalse();
        }
    }

    [Fact]
    public void Keys_OfTheWorkedVector_AreThoseOfTheOtherTools()
    {
        TestLogs.Signer.VerificationKey.ToString().ShouldBe("audit.fedhub.example/log1+2319261e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
        TestLogs.Witness.VerificationKey.ToString().ShouldBe("witness.fr.example/w1+6094132e+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X");
    }

    [Fact]
    public void Key_OfATypeThatIsNotVerifiedHere_IsRefused()
    {
        var name = KeyName.Parse("x");
        foreach (var type in (int[])[0x00, 0x02, 0x05, 0x06, 0x63, 0xfa, 0xff])
        {
            var id = NoteKeyId.Of(name, (NoteSignatureType)type, TestLogs.LogKey.PublicKey.AsSpan());
            IsKey($"x+{id}+{Convert.ToBase64String([(byte)type, .. TestLogs.LogKey.PublicKey.ToArray()])}").ShouldBeFalse();
        }
    }

    [Fact]
    public void Key_ThatIsNoPointOfTheCurve_IsRefused()
    {
        var bytes = new byte[VerificationKey.Size];
        var id = NoteKeyId.Of(KeyName.Parse("x"), NoteSignatureType.Ed25519, bytes);

        IsKey($"x+{id}+{Convert.ToBase64String([1, .. bytes])}").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u3000b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void Name_OfAnythingElse_IsRefused(string? name) => KeyName.TryParse(name, out _).ShouldBeFalse();

    [Fact]
    public void Name_WithHalfACharacter_IsRefused()
    {
        KeyName.TryParse("a\ud800", out _).ShouldBeFalse();
        KeyName.TryParse("\udc00\ud800", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("audit.fedhub.example/log1")]
    [InlineData("журнал.пример")]
    [InlineData("😀")]
    public void Name_OfVisibleCharacters_IsTaken(string name) => KeyName.Parse(name).ToString().ShouldBe(name);

    [Fact]
    public void Name_BeyondTheLimit_IsRefused()
    {
        KeyName.TryParse(new string('a', KeyName.MaxLength), out _).ShouldBeTrue();
        KeyName.TryParse(new string('a', KeyName.MaxLength + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void KeyId_InUpperCase_IsRefused() => IsKey(_vectors.GetProperty("peterKey").GetString()!.Replace("c74f20a3", "C74F20A3", StringComparison.Ordinal)).ShouldBeFalse();

    private static bool IsKey(string? text) => NoteVerificationKey.TryParse(text, out _);
}
