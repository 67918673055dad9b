using System.Security.Cryptography.X509Certificates;
using FedHub.Cli.Officers;
using FedHub.Cryptography;

namespace FedHub.Cli.Tests.Officers;

public sealed class OfficerKeysTests : IDisposable
{
    private static readonly PassphraseCost _cheap = new(1, 1);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Load_RightPassphrase_GivesTheSameTwoKeys()
    {
        using var keys = OfficerKeys.Generate();
        keys.Save(_folder.File("officer.key"), "correct horse battery", _cheap).ShouldBeTrue();

        var (status, loaded) = OfficerKeys.Load(_folder.File("officer.key"), "correct horse battery");

        status.ShouldBe(KeyFileStatus.Ok);
        using (loaded)
        {
            loaded!.Signing.PublicKey.ShouldBe(keys.Signing.PublicKey);
            loaded.TlsKeyDigest.ShouldBe(keys.TlsKeyDigest);
        }
    }

    [Fact]
    public void Load_WrongPassphrase_GivesNothing()
    {
        using var keys = OfficerKeys.Generate();
        keys.Save(_folder.File("officer.key"), "correct horse battery", _cheap);

        OfficerKeys.Load(_folder.File("officer.key"), "wrong horse battery").ShouldBe((KeyFileStatus.WrongKey, null));
    }

    [Fact]
    public void Save_KeyInPlace_IsNeverOverwritten()
    {
        using var first = OfficerKeys.Generate();
        using var second = OfficerKeys.Generate();
        first.Save(_folder.File("officer.key"), "correct horse battery", _cheap);

        second.Save(_folder.File("officer.key"), "correct horse battery", _cheap).ShouldBeFalse();

        using var loaded = OfficerKeys.Load(_folder.File("officer.key"), "correct horse battery").Keys;
        loaded!.Signing.PublicKey.ShouldBe(first.Signing.PublicKey);
    }

    [Fact]
    public void Load_DamagedFile_SaysCorrupt()
    {
        using var keys = OfficerKeys.Generate();
        keys.Save(_folder.File("officer.key"), "correct horse battery", _cheap);
        var bytes = File.ReadAllBytes(_folder.File("officer.key"));
        bytes[^80] ^= 1;
        File.WriteAllBytes(_folder.File("officer.key"), bytes);

        OfficerKeys.Load(_folder.File("officer.key"), "correct horse battery").Status.ShouldBe(KeyFileStatus.Corrupt);
    }

    [Fact]
    public void CreateClientCertificate_Twice_HasThePinnedKeyBothTimes()
    {
        using var keys = OfficerKeys.Generate();
        using var first = keys.CreateClientCertificate(TimeProvider.System);
        using var second = keys.CreateClientCertificate(TimeProvider.System);

        first.HasPrivateKey.ShouldBeTrue();
        first.SerialNumber.ShouldNotBe(second.SerialNumber);
        SpkiOf(first).ShouldBe(keys.TlsKeyDigest);
        SpkiOf(second).ShouldBe(keys.TlsKeyDigest);
    }

    [Fact]
    public void ProvePossession_VerifiesOverTheDomainAndTheTlsKey()
    {
        using var keys = OfficerKeys.Generate();
        byte[] statement = [.. "fedhub enrol v1"u8, .. keys.TlsKeyDigest.ToArray()];

        keys.Signing.PublicKey.Verify(statement, keys.ProvePossession()).ShouldBeTrue();
    }

    [Fact]
    public void Profile_Saved_LoadsTheSame()
    {
        var profile = new OfficerProfile(new Uri("https://127.0.0.1:7443"), "/pki/ca.pem");
        profile.Save(_folder.File("profile"));

        OfficerProfile.Load(_folder.File("profile")).ShouldBe(profile);
    }

    [Fact]
    public void Profile_UnknownKey_IsRefused()
    {
        _folder.Write("profile.json", """{"gateway":"https://127.0.0.1:1","caFile":"x","passphrase":"secret"}""");

        Should.Throw<CliFailureException>(() => OfficerProfile.Load(_folder.Path)).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Enrol_PassphraseFileThatOthersCanRead_IsRefused()
    {
        using var terminal = new TestTerminal();
        var file = _folder.Write("passphrase", "correct horse battery\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var status = await terminal.RunAsync(
            "officer", "enrol", "--gateway", "https://127.0.0.1:1", "--ca", _folder.Write("ca.pem", ""), "--agency", "a", "--service-number", "1",
            "--profile", _folder.File("profile"), "--passphrase-file", file);

        status.ShouldBe(2);
        terminal.Error.ShouldContain("chmod 600");
        terminal.Error.ShouldNotContain("correct horse");
    }

    public void Dispose() => _folder.Dispose();

    private static Digest SpkiOf(X509Certificate2 certificate) => Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
