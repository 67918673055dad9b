using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Federation.Tests.Support;

/// <summary>A certificate authority of its own, which issues whatever a test needs: good, expired, or for nobody.</summary>
internal sealed class TestPki : IDisposable
{
    private readonly string _folder;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestPki(string folder, string subject)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        var request = new CertificateRequest("CN=" + subject, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(CaFile, Root.ExportCertificatePem());
    }

    public X509Certificate2 Root { get; }

    public string CaFile => Path.Combine(_folder, "ca.pem");

    public string CertificateFile(string host) => Path.Combine(_folder, host + ".pem");

    public string KeyFile(string host) => Path.Combine(_folder, host + ".key");

    /// <summary>Writes a certificate for this machine and its key.</summary>
    public void Issue(string host, DateTimeOffset? notAfter = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var issued = request.Create(
            Root, DateTimeOffset.UtcNow.AddDays(-9), notAfter ?? DateTimeOffset.UtcNow.AddDays(20), RandomNumberGenerator.GetBytes(12));
        File.WriteAllText(CertificateFile(host), issued.ExportCertificatePem());
        File.WriteAllText(KeyFile(host), key.ExportPkcs8PrivateKeyPem());
    }

    public X509Certificate2 Load(string host) => X509Certificate2.CreateFromPemFile(CertificateFile(host), KeyFile(host));

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }
}
