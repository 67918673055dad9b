using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The hub's TLS certificate and the only root that it trusts.</summary>
internal sealed class HubIdentity : IDisposable
{
    private const string DevelopmentOrganization = "O=FedHub Development";

    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _root;

    private HubIdentity(X509Certificate2 certificate, X509Certificate2Collection intermediates, X509Certificate2 root)
    {
        _certificate = certificate;
        _root = root;
        Server = new TlsIdentity(certificate, intermediates);
        Clients = TlsTrust.FromRoots([root]);
        Spki = CallerKey.Of(certificate).Spki;
    }

    /// <summary>What the hub shows.</summary>
    internal TlsIdentity Server { get; }

    /// <summary>Whom it lets through the handshake. Who that is, and revocation, is the directory's, which lists keys.</summary>
    internal TlsTrust Clients { get; }

    /// <summary>SHA-256 of the certificate's SubjectPublicKeyInfo, which the directory lists as the hub's TLS key.</summary>
    internal Digest Spki { get; }

    /// <summary>Reads the PEM files.</summary>
    /// <exception cref="FedHubException">InvalidInput: a file is missing or does not fit; the message says which.</exception>
    internal static HubIdentity Load(HubConfiguration configuration)
    {
        var tls = configuration.Tls;
        var root = Read("tls.caFile", () => X509Certificate2.CreateFromPem(File.ReadAllText(configuration.Layout.Resolve(tls.CaFile))));
        if (!configuration.Development && root.Subject.Contains(DevelopmentOrganization, StringComparison.OrdinalIgnoreCase))
        {
            root.Dispose();
            throw new FedHubException(
                ErrorCode.InvalidInput, "The CA is a development one. Use the federation's CA, or set development to true on a test machine.");
        }

        var certFile = configuration.Layout.Resolve(tls.CertFile);
        var certificate = Read(
            "tls.certFile and tls.keyFile", () => X509Certificate2.CreateFromPemFile(certFile, configuration.Layout.Resolve(tls.KeyFile)));
        var chain = Read("tls.certFile", () =>
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(certFile);
            return all;
        });
        chain.RemoveAt(0);
        return new HubIdentity(certificate, chain, root);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _root.Dispose();
    }

    private static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is IOException or CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"hub.json: {what} cannot be read, or is not PEM, or certificate and key differ.");
        }
    }
}
