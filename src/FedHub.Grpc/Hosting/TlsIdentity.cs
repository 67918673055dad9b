using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Grpc;

/// <summary>A certificate with its private key and the intermediates to send with it. Make it once and use it for many connections.</summary>
public sealed class TlsIdentity
{
    /// <summary>Takes the certificate over as it is; nothing is fetched from the network.</summary>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException("The certificate has no private key.", nameof(certificate));
        }

        Certificate = certificate;
        Context = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
    }

    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificate { get; }

    internal SslStreamCertificateContext Context { get; }
}
