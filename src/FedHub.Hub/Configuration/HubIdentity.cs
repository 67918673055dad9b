using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The hub's TLS certificate, which may be renewed while it runs, and the only root that it trusts.</summary>
internal sealed class HubIdentity : IDisposable
{
    private const string DevelopmentOrganization = "O=FedHub Development";

    private readonly X509Certificate2 _root;
    private readonly TimeProvider _clock;
    private readonly ReloadingTlsIdentity _server;

    private HubIdentity(HubConfiguration configuration, X509Certificate2 root, TimeProvider clock)
    {
        _root = root;
        _clock = clock;
        Clients = TlsTrust.FromRoots([root]);
        var files = FilesOf(configuration);
        _server = ReloadingTlsIdentity.TryOpen(files, Check, out var identity) == TlsFault.None
            ? identity!
            : throw new FedHubException(
                ErrorCode.InvalidInput, "hub.json: tls.certFile and tls.keyFile cannot be read, or are not PEM, or certificate and key differ.");
    }

    /// <summary>What the hub shows at the next handshake.</summary>
    internal TlsIdentity Server => _server.Current;

    /// <summary>Whom it lets through the handshake. Who that is, and revocation, is the directory's, which lists keys.</summary>
    internal TlsTrust Clients { get; }

    /// <summary>SHA-256 of the certificate's SubjectPublicKeyInfo, which the directory lists as the hub's TLS key.</summary>
    internal Digest Spki => CallerKey.Of(_server.Current.Certificate).Spki;

    /// <summary>Why the certificate files, as they are now, are not in use; <see cref="TlsFault.None"/> when they are.</summary>
    internal TlsFault Fault => _server.Fault;

    /// <summary>The directory to hold a new key against; set once, before the hub serves.</summary>
    internal MemberRegistry? Members { get; set; }

    /// <summary>Reads the PEM files.</summary>
    /// <exception cref="FedHubException">InvalidInput: a file is missing or does not fit; the message says which.</exception>
    internal static HubIdentity Load(HubConfiguration configuration, TimeProvider clock)
    {
        var root = ReadRoot(configuration);
        if (!configuration.Development && root.Subject.Contains(DevelopmentOrganization, StringComparison.OrdinalIgnoreCase))
        {
            root.Dispose();
            throw new FedHubException(
                ErrorCode.InvalidInput, "The CA is a development one. Use the federation's CA, or set development to true on a test machine.");
        }

        try
        {
            return new HubIdentity(configuration, root, clock);
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    internal static TlsIdentityFiles FilesOf(HubConfiguration configuration) =>
        new(configuration.Layout.Resolve(configuration.Tls.CertFile), configuration.Layout.Resolve(configuration.Tls.KeyFile));

    /// <summary>The authority's certificate.</summary>
    /// <exception cref="FedHubException">InvalidInput: it cannot be read.</exception>
    internal static X509Certificate2 ReadRoot(HubConfiguration configuration)
    {
        try
        {
            return X509Certificate2.CreateFromPem(File.ReadAllText(configuration.Layout.Resolve(configuration.Tls.CaFile)));
        }
        catch (Exception unreadable) when (unreadable is IOException or CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "hub.json: tls.caFile cannot be read, or is not PEM.");
        }
    }

    /// <summary>Takes up certificate files that changed, if nodes will accept them.</summary>
    /// <returns>True when something is other than before.</returns>
    internal bool Refresh() => _server.Refresh();

    public void Dispose()
    {
        _server.Current.Certificate.Dispose();
        _root.Dispose();
    }

    private TlsFault Check(X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        var now = _clock.GetUtcNow();
        var fault = TlsCertificateCheck.FirstFault(certificate, intermediates, [_root], now);

        // Nodes refuse a hub whose key the directory does not list: showing it would lock out everybody.
        return fault == TlsFault.None && Members?.Directory is { } directory && !directory.IsHubTlsKey(CallerKey.Of(certificate).Spki, now)
            ? TlsFault.NotListed
            : fault;
    }
}
