using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Hub.Tests;

/// <summary>A certificate authority made for the test run.</summary>
internal sealed class TestPki
{
    private readonly X509Certificate2 _root;
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestPki(string subject = "CN=Test CA")
    {
        var request = new CertificateRequest(subject, _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
    }

    public string RootPem => _root.ExportCertificatePem();

    public X509Certificate2 Root => _root;

    public X509Certificate2 Issue(string name, ECDsa? key = null, DateTimeOffset? notAfter = null)
    {
        using var owned = key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var subjectKey = key ?? owned!;
        var request = new CertificateRequest($"CN={name}", subjectKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var issued = request.Create(
            _root, DateTimeOffset.UtcNow.AddDays(-1), notAfter ?? DateTimeOffset.UtcNow.AddDays(10), RandomNumberGenerator.GetBytes(12));
        using var withKey = issued.CopyWithPrivateKey(subjectKey);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
