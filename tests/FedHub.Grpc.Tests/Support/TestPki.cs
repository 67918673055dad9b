using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Grpc.Tests.Support;

/// <summary>A certification authority with what it issues, made anew for each test.</summary>
internal sealed class TestPki
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddDays(-1);
    private readonly X509Certificate2 _root;
    private byte _serial;

    public TestPki()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(_from, _from.AddDays(30));
    }

    public TlsTrust Trust => TlsTrust.FromRoots([_root]);

    public static TlsIdentity SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        return new TlsIdentity(request.CreateSelfSigned(_from, _from.AddDays(30)));
    }

    public TlsIdentity Server(string name = "localhost") => Issue(name, ServerAuthentication);

    public TlsIdentity Client(string name) => Issue(name, ClientAuthentication);

    public string RootPem() => _root.ExportCertificatePem();

    private TlsIdentity Issue(string name, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_root, _from, _from.AddDays(20), [++_serial]);
        return new TlsIdentity(certificate.CopyWithPrivateKey(key));
    }
}
