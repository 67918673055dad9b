using System.Security.Cryptography.X509Certificates;
using FedHub.Cli.Development;

namespace FedHub.Cli.Tests.Development;

public sealed class DevelopmentPkiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DevelopmentPkiTests() => DevelopmentPki.Create(_folder.Path, ["hub", "kaz"], TimeProvider.System);

    [Fact]
    public void Create_Authority_IsMarkedAsDevelopment()
    {
        using var authority = Certificate("ca");

        authority.Subject.ShouldContain("O=FedHub Development");
        authority.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.1")]
    [InlineData("1.3.6.1.5.5.7.3.2")]
    public void Create_HostCertificate_ChainsToTheAuthorityForServerAndClient(string usage)
    {
        using var authority = Certificate("ca");
        using var host = Certificate("kaz");
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(usage));

        chain.Build(host).ShouldBeTrue();
        host.MatchesHostname("localhost").ShouldBeTrue();
        host.MatchesHostname("127.0.0.1").ShouldBeTrue();
        host.MatchesHostname("example.org").ShouldBeFalse();
    }

    [Fact]
    public void Create_OtherAuthority_DoesNotVouchForTheHost()
    {
        using var other = new TemporaryFolder();
        DevelopmentPki.Create(other.Path, [], TimeProvider.System);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(DevelopmentPki.CaFile(other.Path));
        using var host = Certificate("kaz");
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        chain.Build(host).ShouldBeFalse();
    }

    [Fact]
    public void Create_PrivateKey_IsReadableByItsOwnerOnlyAndFitsItsCertificate()
    {
        File.GetUnixFileMode(DevelopmentPki.KeyFile(_folder.Path, "hub")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var pair = X509Certificate2.CreateFromPemFile(DevelopmentPki.CertificateFile(_folder.Path, "hub"), DevelopmentPki.KeyFile(_folder.Path, "hub"));
        pair.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public void Create_Authority_LeavesNoPrivateKeyBehind()
        => Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order().ShouldBe(["ca.pem", "hub.key", "hub.pem", "kaz.key", "kaz.pem"]);

    [Fact]
    public void Create_FolderInUse_OverwritesNothing()
    {
        var before = File.ReadAllText(DevelopmentPki.CaFile(_folder.Path));

        Should.Throw<IOException>(() => DevelopmentPki.Create(_folder.Path, ["hub"], TimeProvider.System));

        File.ReadAllText(DevelopmentPki.CaFile(_folder.Path)).ShouldBe(before);
    }

    [Fact]
    public async Task DevPki_HostNameWithPath_IsAUsageError()
    {
        using var terminal = new TestTerminal();

        (await terminal.RunAsync("dev", "pki", "--out", _folder.File("x"), "--host", "../evil")).ShouldBe(2);
        Directory.Exists(_folder.File("x")).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private X509Certificate2 Certificate(string name) => X509CertificateLoader.LoadCertificateFromFile(DevelopmentPki.CertificateFile(_folder.Path, name));
}
