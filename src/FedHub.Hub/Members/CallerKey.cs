using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;

namespace FedHub.Hub;

/// <summary>Who calls, by the key of its TLS certificate. The handshake has proven possession and checked the chain.</summary>
/// <param name="Spki">SHA-256 of the SubjectPublicKeyInfo.</param>
internal readonly record struct CallerKey(Digest Spki)
{
    internal static CallerKey Of(X509Certificate2 certificate) => new(Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>Sixteen hex digits: enough to tell peers apart in a log, not the key.</summary>
    public override string ToString() => Spki.ToString()[..16];
}
