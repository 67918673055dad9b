using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cli.Federation;
using FedHub.Cryptography;
using FedHub.Grpc;

namespace FedHub.Cli.Tests.Federation;

public sealed class FederationAuthorityTests : IDisposable
{
    private const string Passphrase = "correct horse battery";

    private static readonly PassphraseCost _cheap = new(1, 1);

    private readonly TemporaryFolder _folder = new();
    private readonly FederationAuthority _authority;

    public FederationAuthorityTests() => _authority = new FederationAuthority(_folder.Path, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sign_Request_GivesACertificateForServerAndClientUnderTheGivenName()
    {
        _authority.Create("Test CA", Passphrase, _cheap);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = X509Certificate2.CreateFromPem(_authority.Sign(Request(key), "KAZ", ["node.kaz.example", "192.0.2.7"], TimeSpan.FromDays(90), Passphrase));
        using var root = X509Certificate2.CreateFromPem(File.ReadAllText(_authority.CertificateFile));

        TlsCertificateCheck.FirstFault(signed, [], [root], TimeProvider.System.GetUtcNow()).ShouldBe(TlsFault.None);
        signed.Subject.ShouldBe("CN=KAZ", "the name that the request asks for is not the asker's to choose");
        signed.MatchesHostname("node.kaz.example").ShouldBeTrue();
        signed.MatchesHostname("192.0.2.7").ShouldBeTrue();
        signed.PublicKey.ExportSubjectPublicKeyInfo().ShouldBe(key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Create_Twice_NeverOverwrites()
    {
        _authority.Create("Test CA", Passphrase, _cheap);

        Should.Throw<CliFailureException>(() => _authority.Create("Test CA", Passphrase, _cheap)).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Sign_WrongPassphraseOrNoRequest_IsRefused()
    {
        _authority.Create("Test CA", Passphrase, _cheap);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Should.Throw<CliFailureException>(() => _authority.Sign(Request(key), "KAZ", ["x"], TimeSpan.FromDays(1), "another passphrase"));
        Should.Throw<CliFailureException>(() => _authority.Sign("not a request", "KAZ", ["x"], TimeSpan.FromDays(1), Passphrase));
    }

    private static string Request(ECDsa key) => new CertificateRequest("CN=hub, O=Somebody else", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
}
