using FedHub.Cryptography;
using FedHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Hub.Tests.Configuration;

public sealed class HubInitializerTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void Init_Twice_NeverOverwrites()
    {
        var options = Options(new TestPki());
        HubInitializer.Init(options);
        var key = File.ReadAllText(Path.Combine(options.DataDirectory, "keys", "signing.key"));

        Should.Throw<FedHubException>(() => HubInitializer.Init(options)).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        File.ReadAllText(Path.Combine(options.DataDirectory, "keys", "signing.key")).ShouldBe(key);
    }

    [Fact]
    public void Init_WrongTlsKey_LeavesNothing()
    {
        var options = Options(new TestPki());
        using var other = new TestPki().Issue("other");
        File.WriteAllText(options.KeyFile, System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions
            .GetECDsaPrivateKey(other)!.ExportPkcs8PrivateKeyPem());

        Should.Throw<FedHubException>(() => HubInitializer.Init(options)).Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
        Directory.Exists(options.DataDirectory).ShouldBeFalse();
    }

    [Fact]
    public void Init_DevelopmentAuthority_NeedsTheDevelopmentMark()
    {
        var options = Options(new TestPki("CN=Development CA, O=FedHub Development"));

        Should.Throw<FedHubException>(() => HubInitializer.Init(options)).Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
        HubInitializer.Init(options with { Development = true }).TlsKey.ShouldNotBe(default);
    }

    [Theory]
    [InlineData("hub.db")]
    [InlineData("keys/master.key")]
    [InlineData("keys/signing.key")]
    public void Create_FileMissing_SaysSoAndMakesNone(string name)
    {
        var options = Options(new TestPki());
        HubInitializer.Init(options);
        var path = Path.Combine(options.DataDirectory, name);
        File.Delete(path);

        Should.Throw<FedHubException>(() => HubHost.Create(HubConfiguration.Load(options.DataDirectory), NullLoggerFactory.Instance))
            .Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        File.Exists(path).ShouldBeFalse();
    }

    public void Dispose() => _directory.Dispose();

    private HubInitOptions Options(TestPki pki)
    {
        using var federation = SigningKey.Generate();
        using var certificate = pki.Issue("hub");
        File.WriteAllText(_directory.File("hub.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(
            _directory.File("hub.key"),
            System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_directory.File("ca.crt"), pki.RootPem);
        File.WriteAllText(_directory.File("trust.json"), new DirectoryTrust("test", new FederationKeySet(1, [federation.PublicKey])).ToJson());
        return new HubInitOptions
        {
            DataDirectory = _directory.File("hub"),
            CertFile = _directory.File("hub.crt"),
            KeyFile = _directory.File("hub.key"),
            CaFile = _directory.File("ca.crt"),
            FederationTrustFile = _directory.File("trust.json"),
        };
    }
}
