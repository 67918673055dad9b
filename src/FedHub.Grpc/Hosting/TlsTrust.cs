using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Grpc;

/// <summary>
/// Which certificates of a peer pass the TLS handshake. Passing is not identity: the application still maps the
/// certificate's key to a member.
/// </summary>
public sealed class TlsTrust
{
    private readonly X509Certificate2Collection? _roots;
    private readonly Func<X509Certificate2, bool>? _accept;

    private TlsTrust(X509Certificate2Collection? roots, Func<X509Certificate2, bool>? accept)
    {
        _roots = roots;
        _accept = accept;
    }

    /// <summary>
    /// Any certificate, self-signed and expired ones too: the handshake proves only that the peer holds its private key.
    /// For servers whose application pins the public key, and for nothing else.
    /// </summary>
    public static TlsTrust AnyKey { get; } = new(null, _ => true);

    /// <summary>Certificates with a chain to one of these roots, in their time of validity and meant for the peer's role (extended key usage).</summary>
    public static TlsTrust FromRoots(X509Certificate2Collection roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        return roots.Count == 0
            ? throw new ArgumentException("At least one root is needed.", nameof(roots))
            : new TlsTrust([.. roots], null);
    }

    /// <summary>Certificates that a function of the application accepts, by their public key. Chain, name and dates are not looked at.</summary>
    public static TlsTrust FromKeys(Func<X509Certificate2, bool> accept)
    {
        ArgumentNullException.ThrowIfNull(accept);
        return new TlsTrust(null, accept);
    }

    /// <summary>The policy for one handshake, or null when <see cref="Accepts"/> decides alone.</summary>
    internal X509ChainPolicy? CreatePolicy(Oid role)
    {
        if (_roots is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_roots);
        policy.ApplicationPolicy.Add(role);
        return policy;
    }

    // With a policy, its verdict (in errors) stands. A callback that answers true would override it.
    internal bool Accepts(X509Certificate? certificate, SslPolicyErrors errors) =>
        _accept is null ? errors == SslPolicyErrors.None : certificate is X509Certificate2 presented && _accept(presented);
}
