using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cryptography.Tests;

public sealed class KeyFileTests : IDisposable
{
    private static readonly PassphraseCost _cheap = new(1, 1);
    private static readonly KeyKind _kind = KeyKind.Parse("node-signing");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fedhub-test-");
    private readonly SecretBytes _secret = SecretBytes.CopyOf([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private readonly SymmetricKey _masterKey = SymmetricKey.Generate();

    private string KeyPath => Path.Combine(_directory.FullName, "key");

    public void Dispose()
    {
        _secret.Dispose();
        _masterKey.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void Read_WithThePassphrase_GivesTheSecret()
    {
        KeyFile.Write(KeyPath, _kind, _secret, "correct horse ☃", _cheap).ShouldBeTrue();

        Bytes(KeyFile.Read(KeyPath, _kind, "correct horse ☃")).ShouldBe(Bytes(_secret));
    }

    [Fact]
    public void Read_WithTheMasterKey_GivesTheSecret()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey).ShouldBeTrue();

        Bytes(KeyFile.Read(KeyPath, _kind, _masterKey)).ShouldBe(Bytes(_secret));
    }

    [Fact]
    public void Read_WithAnotherPassphraseOrKey_SaysThatTheKeyIsWrong()
    {
        using var other = SymmetricKey.Generate();
        KeyFile.Write(KeyPath, _kind, _secret, "right", _cheap);
        KeyFile.Read(KeyPath, _kind, "wrong").ShouldBe(new KeyFileResult(KeyFileStatus.WrongKey, null));
        KeyFile.Read(KeyPath, _kind, string.Empty).Status.ShouldBe(KeyFileStatus.WrongKey);

        KeyFile.Write(KeyPath, _kind, _secret, _masterKey, overwrite: true);
        KeyFile.Read(KeyPath, _kind, other).Status.ShouldBe(KeyFileStatus.WrongKey);
    }

    [Fact]
    public void Read_ForAnotherUse_SaysThatTheKindIsWrong()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey);

        KeyFile.Read(KeyPath, KeyKind.Parse("node-sealing"), _masterKey).Status.ShouldBe(KeyFileStatus.WrongKind);
    }

    [Fact]
    public void Read_WithTheOtherSortOfProtection_SaysSo()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey);
        KeyFile.Read(KeyPath, _kind, "passphrase").Status.ShouldBe(KeyFileStatus.WrongProtection);

        KeyFile.Write(KeyPath, _kind, _secret, "passphrase", _cheap, overwrite: true);
        KeyFile.Read(KeyPath, _kind, _masterKey).Status.ShouldBe(KeyFileStatus.WrongProtection);
    }

    [Fact]
    public void Read_OfNoFile_SaysSo()
    {
        KeyFile.Read(KeyPath, _kind, _masterKey).Status.ShouldBe(KeyFileStatus.NotFound);
        KeyFile.Read(Path.Combine(KeyPath, "under"), _kind, _masterKey).Status.ShouldBe(KeyFileStatus.NotFound);
        KeyFile.Read(_directory.FullName, _kind, _masterKey).Status.ShouldBe(KeyFileStatus.Unreadable);
    }

    [Fact]
    public void Read_OfAFileThatOthersMayRead_IsRefused()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(KeyPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }

        KeyFile.Read(KeyPath, _kind, _masterKey).Status.ShouldBe(KeyFileStatus.NotPrivate);
    }

    [Fact]
    public void Read_OfALaterVersion_IsUnknown()
    {
        WriteRaw("fedhub-key v2\nwhatever\n"u8);

        KeyFile.Read(KeyPath, _kind, _masterKey).Status.ShouldBe(KeyFileStatus.UnknownFormat);
    }

    [Fact]
    public void Read_OfAnyMutation_IsNeitherTheSecretNorBlamedOnTheKey()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey);
        var original = File.ReadAllBytes(KeyPath);
        Prop.ForAll(Gen.Choose(0, original.Length - 1).Zip(Gen.Choose(1, 255)).ToArbitrary(), change =>
        {
            var bytes = original.ToArray();
            bytes[change.Item1] ^= (byte)change.Item2;
            WriteRaw(bytes);
            return KeyFile.Read(KeyPath, _kind, _masterKey).Status is KeyFileStatus.Corrupt or KeyFileStatus.UnknownFormat;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Read_OfEveryPrefix_IsCorruptOrUnknown()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey);
        var original = File.ReadAllBytes(KeyPath);
        for (var length = 0; length < original.Length; length++)
        {
            WriteRaw(original.AsSpan(0, length));

            KeyFile.Read(KeyPath, _kind, _masterKey).Status.ShouldBe(KeyFileStatus.Corrupt);
        }
    }

    [Fact]
    public void Read_OfAForgedHeaderWithAFreshChecksum_FailsAuthentication()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey);
        var body = File.ReadAllText(KeyPath).Replace("node-signing", "node-sealing", StringComparison.Ordinal);
        body = body[..body.IndexOf("sha256: ", StringComparison.Ordinal)];
        WriteRaw(Encoding.ASCII.GetBytes($"{body}sha256: {Digest.Of(Encoding.ASCII.GetBytes(body))}\n"));

        KeyFile.Read(KeyPath, KeyKind.Parse("node-sealing"), _masterKey).Status.ShouldBe(KeyFileStatus.WrongKey);
    }

    [Theory]
    [InlineData("argon2id 11 1")]
    [InlineData("argon2id 1 1025")]
    [InlineData("argon2id 0 1")]
    [InlineData("argon2id -1 1")]
    [InlineData("scrypt 1 1")]
    public void Read_OfCostsOutOfRange_IsCorruptAndCostsNothing(string protection)
    {
        KeyFile.Write(KeyPath, _kind, _secret, "p", _cheap);
        var body = File.ReadAllText(KeyPath).Replace("argon2id 1 1", protection, StringComparison.Ordinal);
        body = body[..body.IndexOf("sha256: ", StringComparison.Ordinal)];
        WriteRaw(Encoding.ASCII.GetBytes($"{body}sha256: {Digest.Of(Encoding.ASCII.GetBytes(body))}\n"));

        KeyFile.Read(KeyPath, _kind, "p").Status.ShouldBe(KeyFileStatus.Corrupt);
    }

    [Fact]
    public void Write_OverAFile_NeedsToBeTold()
    {
        KeyFile.Write(KeyPath, _kind, _secret, "first", _cheap).ShouldBeTrue();
        KeyFile.Write(KeyPath, _kind, _secret, "second", _cheap).ShouldBeFalse();
        KeyFile.Read(KeyPath, _kind, "first").Status.ShouldBe(KeyFileStatus.Ok);

        KeyFile.Write(KeyPath, _kind, _secret, "second", _cheap, overwrite: true).ShouldBeTrue();
        KeyFile.Read(KeyPath, _kind, "second").Status.ShouldBe(KeyFileStatus.Ok);
        _directory.GetFiles().Length.ShouldBe(1, "no temporary file stays");
    }

    [Fact]
    public void Write_WithoutAPassphraseOrDirectory_Throws()
    {
        Should.Throw<ArgumentException>(() => KeyFile.Write(KeyPath, _kind, _secret, string.Empty, _cheap));
        Should.Throw<IOException>(() => KeyFile.Write(Path.Combine(_directory.FullName, "none", "key"), _kind, _secret, _masterKey));
    }

    [Fact]
    public void File_HoldsNoSecretInClear()
    {
        KeyFile.Write(KeyPath, _kind, _secret, _masterKey);

        var text = File.ReadAllText(KeyPath);
        text.ShouldStartWith("fedhub-key v1\nkind: node-signing\nprotection: master-key\ndata: ");
        text.ShouldNotContain(Convert.ToBase64String(Bytes(_secret))[..20]);
    }

    [Fact]
    public void Write_OfASecretThatIsTooLong_Throws()
    {
        using var secret = SecretBytes.Random(KeyFile.MaxSecretSize + 1);
        using var longest = SecretBytes.Random(KeyFile.MaxSecretSize);

        Should.Throw<ArgumentException>(() => KeyFile.Write(KeyPath, _kind, secret, _masterKey));
        KeyFile.Write(KeyPath, _kind, longest, _masterKey).ShouldBeTrue();
        Bytes(KeyFile.Read(KeyPath, _kind, _masterKey)).Length.ShouldBe(KeyFile.MaxSecretSize);
    }

    [Fact]
    public void DurableFile_Published_ReplacesOnlyWhenTold()
    {
        var temporary = Path.Combine(_directory.FullName, "temporary");
        File.WriteAllText(KeyPath, "old");
        File.WriteAllText(temporary, "new");

        DurableFile.TryPublish(temporary, KeyPath, overwrite: false).ShouldBeFalse();
        File.ReadAllText(KeyPath).ShouldBe("old");
        DurableFile.TryPublish(temporary, KeyPath, overwrite: true).ShouldBeTrue();
        File.ReadAllText(KeyPath).ShouldBe("new");
        File.Exists(temporary).ShouldBeFalse();
    }

    [Fact]
    public void PassphraseKey_DependsOnPassphraseSaltAndCost()
    {
        var salt = new byte[16];
        var otherSalt = new byte[16];
        otherSalt[0] = 1;

        string[] keys = [Derive("a", salt, _cheap), Derive("b", salt, _cheap), Derive("a", otherSalt, _cheap), Derive("a", salt, new PassphraseCost(2, 1))];

        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        Derive("a", salt, _cheap).ShouldBe(keys[0]);
        PassphraseCost.Moderate.ShouldBe(new PassphraseCost(3, 256));
        Should.Throw<ArgumentException>(() => Derive("a", new byte[15], _cheap));
    }

    [Fact]
    public void MasterKeyFile_IsMadeOnceAndRead()
    {
        MasterKeyFile.TryCreate(KeyPath).ShouldBeTrue();
        MasterKeyFile.TryCreate(KeyPath).ShouldBeFalse();
        MasterKeyFile.Read(KeyPath, out var key).ShouldBe(KeyFileStatus.Ok);
        MasterKeyFile.Read(KeyPath, out var again).ShouldBe(KeyFileStatus.Ok);

        again!.TryDecrypt(key!.Encrypt([5], default), default, out _).ShouldBeTrue();
        key.Dispose();
        again.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("fedhub-master-key v1\n")]
    [InlineData("fedhub-master-key v1\n00")]
    [InlineData("fedhub-master-key v2\n0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("fedhub-master-key v1\n000000000000000000000000000000000000000000000000000000000000000g\n")]
    public void MasterKeyFile_OfAnythingElse_IsCorrupt(string text)
    {
        WriteRaw(Encoding.ASCII.GetBytes(text));

        MasterKeyFile.Read(KeyPath, out var key).ShouldBe(KeyFileStatus.Corrupt);
        key.ShouldBeNull();
    }

    [Theory]
    [InlineData("node-signing", true)]
    [InlineData("", false)]
    [InlineData("Node", false)]
    [InlineData("a b", false)]
    [InlineData("a\nb", false)]
    public void KeyKind_IsLowerCaseLettersAndHyphens(string text, bool valid) => KeyKind.TryParse(text, out _).ShouldBe(valid);

    private static string Derive(string passphrase, byte[] salt, PassphraseCost cost)
    {
        using var key = PassphraseKey.Derive(passphrase, salt, cost);
        using var secret = key.Export();
        return Convert.ToHexString(Bytes(secret));
    }

    private static byte[] Bytes(KeyFileResult result)
    {
        result.Status.ShouldBe(KeyFileStatus.Ok);
        using var secret = result.Secret!;
        return Bytes(secret);
    }

    private static byte[] Bytes(SecretBytes secret)
    {
        using var lease = secret.Lease();
        return lease.Bytes.ToArray();
    }

    /// <summary>Keeps the mode of a file that is there, and spares the hundreds of syncs.</summary>
    private void WriteRaw(ReadOnlySpan<byte> content)
    {
        if (File.Exists(KeyPath))
        {
            File.WriteAllBytes(KeyPath, content);
        }
        else
        {
            DurableFile.TryWrite(KeyPath, content, overwrite: false).ShouldBeTrue();
        }
    }
}
