using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc;

namespace FedHub.Protocol.Tests.Doctor;

public sealed class CertificateExamTests : IDisposable
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    private readonly string _folder = Directory.CreateTempSubdirectory("fedhub-").FullName;
    private readonly X509Certificate2 _root;

    public CertificateExamTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(_now.AddYears(-2), _now.AddYears(2));
    }

    private TlsIdentityFiles Files => new(Path.Combine(_folder, "host.pem"), Path.Combine(_folder, "host.key"));

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(-300, 60, FindingSeverity.Ok, "certificate")]
    [InlineData(-300, 29, FindingSeverity.Warning, "certificate-expires")]
    [InlineData(-300, -1, FindingSeverity.Error, "certificate-expired")]
    [InlineData(1, 60, FindingSeverity.Error, "certificate-not-yet-valid")]

    // Lives ten days: warned of at two thirds of its life, not from the first day on.
    [InlineData(-1, 9, FindingSeverity.Ok, "certificate")]
    [InlineData(-7, 3, FindingSeverity.Warning, "certificate-expires")]
    public void Look_Age_IsJudgedByItsLife(int fromDays, int untilDays, FindingSeverity severity, string code)
    {
        Issue(_now.AddDays(fromDays), _now.AddDays(untilDays));

        var finding = Look(isListed: true);

        (finding.Severity, finding.Code).ShouldBe((severity, code));
        (finding.Remedy.Length > 0).ShouldBe(severity != FindingSeverity.Ok);
    }

    [Theory]
    [InlineData(true, "certificate")]
    [InlineData(false, "certificate-not-listed")]
    [InlineData(null, "certificate")]
    public void Look_KeyAgainstTheDirectory_IsSaid(bool? isListed, string code)
    {
        Issue(_now.AddDays(-1), _now.AddDays(90));

        Look(isListed).Code.ShouldBe(code);
    }

    [Fact]
    public void Look_MissingFile_IsUnreadable() => Look(isListed: true).Code.ShouldBe("certificate-unreadable");

    [Fact]
    public void Look_AnotherKey_Differs()
    {
        Issue(_now.AddDays(-1), _now.AddDays(90));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Files.KeyFile, other.ExportPkcs8PrivateKeyPem());

        Look(isListed: true).Code.ShouldBe("certificate-key-differs");
    }

    [Theory]
    [InlineData(TlsFault.UnknownAuthority, "certificate-unknown-authority")]
    [InlineData(TlsFault.WrongUse, "certificate-wrong-use")]
    public void OfFault_Each_SaysWhatToDo(TlsFault fault, string code)
    {
        var finding = CertificateExam.OfFault(fault, "host.pem", "renew");

        (finding.Severity, finding.Code).ShouldBe((FindingSeverity.Error, code));
        finding.Remedy.ShouldNotBeEmpty();
    }

    private Finding Look(bool? isListed) => CertificateExam.Look(Files, [_root], _ => isListed, "renew it", _now);

    private void Issue(DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=host", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(_root, from, until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Files.CertFile, certificate.ExportCertificatePem());
        File.WriteAllText(Files.KeyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
