using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Cli.Development;

/// <summary>A throw-away certification authority for one machine. Its name makes every host in Production refuse it.</summary>
internal sealed class DevelopmentAuthority : IDisposable
{
    /// <summary>Hosts that are not marked as development refuse an authority of this organisation.</summary>
    public const string Organization = "FedHub Development";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(30);

    // Certificates of machines whose clocks differ a little must still be valid.
    private static readonly TimeSpan _clockSlack = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time;
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _validUntil;

    private DevelopmentAuthority(TimeProvider time, X509Certificate2 certificate, DateTimeOffset validUntil)
    {
        _time = time;
        _certificate = certificate;
        _validUntil = validUntil;
    }

    public string CertificatePem => _certificate.ExportCertificatePem();

    public static DevelopmentAuthority Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject("Development CA"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        var validUntil = now + _lifetime;
        return new DevelopmentAuthority(time, request.CreateSelfSigned(now - _clockSlack, validUntil), validUntil);
    }

    /// <summary>A certificate for one host on this machine, good as server and as client.</summary>
    /// <param name="name">Common name: <c>hub</c> or a member's code.</param>
    public IssuedCertificate Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(LocalNames());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = _time.GetUtcNow();
        using var certificate = request.Create(_certificate, now - _clockSlack, _validUntil, RandomNumberGenerator.GetBytes(16));
        return new IssuedCertificate(name, certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose() => _certificate.Dispose();

    private static X500DistinguishedName Subject(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        builder.AddOrganizationName(Organization);
        return builder.Build();
    }

    private static X509Extension LocalNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
