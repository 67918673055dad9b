using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;

namespace FedHub.Cli.Federation;

/// <summary>The federation's own certification authority, kept offline beside the federation's keys. Any other authority does as well.</summary>
internal sealed class FederationAuthority(string folder, TimeProvider time)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly KeyKind _kind = KeyKind.Parse("federation-authority");
    private static readonly TimeSpan _life = TimeSpan.FromDays(3650);

    // Machines whose clocks differ a little must find a new certificate valid.
    private static readonly TimeSpan _clockSlack = TimeSpan.FromMinutes(10);

    public string CertificateFile => Path.Combine(folder, "ca.pem");

    private string KeyPath => Path.Combine(folder, "ca.key");

    /// <summary>Makes key and certificate; never overwrites.</summary>
    public void Create(string name, string passphrase, PassphraseCost cost)
    {
        if (File.Exists(CertificateFile))
        {
            throw CliFailureException.Usage("There is an authority in " + folder + " already; it is never overwritten.");
        }

        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var secret = SecretBytes.CopyOf(key.ExportPkcs8PrivateKey());
        if (!KeyFile.Write(KeyPath, _kind, secret, passphrase, cost))
        {
            throw CliFailureException.Usage("There is a ca.key without a ca.pem in " + folder, "A crash left it; nobody trusts it. Delete it and run this again.");
        }

        // Last: the certificate is what others are given; a crash before it leaves a key that nobody trusts.
        using var certificate = SelfSigned(name, key);
        DurableFile.TryWrite(CertificateFile, System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"), overwrite: false);
    }

    /// <summary>Signs a request. Only its key is taken from it: name and hosts are the administrator's to say.</summary>
    public string Sign(string requestPem, string name, IReadOnlyList<string> hosts, TimeSpan lifetime, string passphrase)
    {
        var asked = ReadRequest(requestPem);
        using var authority = Open(passphrase);
        var request = new CertificateRequest(NameOf(name), asked.PublicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(NamesOf(hosts));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = time.GetUtcNow();
        var end = new DateTimeOffset(authority.NotAfter);
        using var certificate = request.Create(authority, now - _clockSlack, now + lifetime < end ? now + lifetime : end, RandomNumberGenerator.GetBytes(16));
        return certificate.ExportCertificatePem() + "\n";
    }

    private X509Certificate2 SelfSigned(string name, ECDsa key)
    {
        var request = new CertificateRequest(NameOf(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now - _clockSlack, now + _life);
    }

    private X509Certificate2 Open(string passphrase)
    {
        if (!File.Exists(CertificateFile))
        {
            throw CliFailureException.Usage("There is no authority in " + folder, "Run fedhub federation ca init first, or sign the request with your own authority.");
        }

        var result = KeyFile.Read(KeyPath, _kind, passphrase);
        using var secret = result.Secret ?? throw CliFailureException.Usage($"The authority's key could not be opened: {result.Status}", "Check the passphrase and the file's mode.");
        using var key = ECDsa.Create();
        using var lease = secret.Lease();
        key.ImportPkcs8PrivateKey(lease.Bytes, out _);
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(CertificateFile));
        return certificate.CopyWithPrivateKey(key);
    }

    private static CertificateRequest ReadRequest(string pem)
    {
        try
        {
            return CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw CliFailureException.Usage("The file is not a certificate request, or its own signature is wrong");
        }
    }

    private static X500DistinguishedName NameOf(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build();
    }

    private static X509Extension NamesOf(IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }
}
