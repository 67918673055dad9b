using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>The node's TLS certificate while it runs: follows its files, and takes a rotated key into use when the directory lists it.</summary>
internal sealed class NodeCertificate
{
    private readonly NodeConfiguration _configuration;
    private readonly TlsKeyFiles _files;
    private readonly X509Certificate2Collection _roots;
    private readonly TimeProvider _clock;
    private readonly ReloadingTlsIdentity _identity;

    private NodeCertificate(NodeConfiguration configuration, TlsKeyFiles files, X509Certificate2Collection roots, TimeProvider clock)
    {
        _configuration = configuration;
        _files = files;
        _roots = roots;
        _clock = clock;
        _identity = ReloadingTlsIdentity.TryOpen(files.Current, Check, out var identity) == TlsFault.None
            ? identity!
            : throw new FedHubException(
                ErrorCode.FailedPrecondition,
                $"{Path.GetFileName(files.Current.CertFile)} or the key beside it is missing or not readable as PEM, or they do not belong together: check \"tls\" in node.json.");
    }

    /// <summary>What the next handshake shows.</summary>
    public TlsIdentity Current => _identity.Current;

    /// <summary>Why the files, as they are now, are not in use; <see cref="TlsFault.None"/> when they are.</summary>
    public TlsFault Fault => _identity.Fault;

    /// <summary>The end of the certificate in use.</summary>
    public DateTimeOffset ValidUntil => TlsCertificateCheck.ValidUntil(_identity.Current.Certificate);

    /// <summary>Whether two thirds of the certificate's life are over, so that it is time for the next one.</summary>
    public bool IsDue
    {
        get
        {
            var from = TlsCertificateCheck.ValidFrom(_identity.Current.Certificate);
            return _clock.GetUtcNow() >= from + ((ValidUntil - from) * 2 / 3);
        }
    }

    /// <summary>The directory to hold keys against; set once, before the first refresh.</summary>
    public DirectoryKeeper? Directories { get; set; }

    /// <summary>Reads the files that the configuration names.</summary>
    /// <exception cref="FedHubException">One is missing or cannot be used; says which.</exception>
    public static NodeCertificate Open(NodeConfiguration configuration, TimeProvider clock)
    {
        var files = new TlsKeyFiles(configuration.Tls);

        // A crash between the two renames of a rotation is finished first; nothing else is promoted without a directory.
        files.TryPromote(static _ => false);
        return new NodeCertificate(configuration, files, NodeTls.LoadRoots(configuration.Tls.CaFile), clock);
    }

    /// <summary>Takes up files that changed, and a successor whose key the directory lists.</summary>
    /// <param name="isRefused">True when the hub no longer knows this node's key: then the successor is tried whatever directory is held.</param>
    /// <returns>True when another certificate is in use, or another fault holds, than before.</returns>
    public bool Refresh(bool isRefused)
    {
        _files.TryPromote(key => isRefused || IsListed(key) == true);
        return _identity.Refresh();
    }

    /// <summary>A request for the next certificate of the key in use, DER.</summary>
    public byte[] Request() => TlsKeyFiles.ToDer(_files.RequestForCurrent($"{_configuration.Member} national node"));

    /// <summary>Writes a certificate to its file, if it lasts longer than the one in use.</summary>
    public void Install(string pem)
    {
        if (CertificateRequestReader.ReadCertificate(pem).OrThrow().ValidUntil > ValidUntil)
        {
            _files.Install(pem);
        }
    }

    private TlsFault Check(X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        var fault = TlsCertificateCheck.FirstFault(certificate, intermediates, _roots, _clock.GetUtcNow());
        var key = Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());

        // The successor is shown before the directory held here lists it only when the hub has refused the key in use: see Refresh.
        return fault == TlsFault.None && IsListed(key) == false && IsListed(KeyInUse()) == true ? TlsFault.NotListed : fault;
    }

    private Digest KeyInUse() => Digest.Of(_identity.Current.Certificate.PublicKey.ExportSubjectPublicKeyInfo());

    /// <summary>Null when there is no directory to ask, or it does not list this member.</summary>
    private bool? IsListed(Digest key) => Directories is { IsKnown: true } directories && directories.Current.Member(_configuration.Member) is { } self
        ? self.HasTlsKey(key, _clock.GetUtcNow())
        : null;
}
