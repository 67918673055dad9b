using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Grpc;

/// <summary>Checks a host's own certificate as its peers will, before it is shown to them.</summary>
public static class TlsCertificateCheck
{
    private static readonly Oid _serverRole = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid _clientRole = new("1.3.6.1.5.5.7.3.2");

    /// <summary>From when a certificate counts.</summary>
    public static DateTimeOffset ValidFrom(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new DateTimeOffset(certificate.NotBefore).ToUniversalTime();
    }

    /// <summary>Until when a certificate counts.</summary>
    public static DateTimeOffset ValidUntil(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new DateTimeOffset(certificate.NotAfter).ToUniversalTime();
    }

    /// <summary>The first fault of a certificate that serves as a server's and as a client's.</summary>
    /// <param name="certificate">The host's certificate.</param>
    /// <param name="intermediates">What is sent with it.</param>
    /// <param name="roots">The authorities that peers trust.</param>
    /// <param name="now">The time at which it must hold.</param>
    public static TlsFault FirstFault(
        X509Certificate2 certificate, X509Certificate2Collection intermediates, X509Certificate2Collection roots, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (now < ValidFrom(certificate))
        {
            return TlsFault.NotYetValid;
        }

        if (now >= ValidUntil(certificate))
        {
            return TlsFault.Expired;
        }

        var server = BuildFor(_serverRole, certificate, intermediates, roots, now);
        return server != TlsFault.None ? server : BuildFor(_clientRole, certificate, intermediates, roots, now);
    }

    private static TlsFault BuildFor(
        Oid role, X509Certificate2 certificate, X509Certificate2Collection intermediates, X509Certificate2Collection roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        chain.ChainPolicy.ApplicationPolicy.Add(role);
        if (chain.Build(certificate))
        {
            return TlsFault.None;
        }

        return Array.Exists(chain.ChainStatus, status => status.Status.HasFlag(X509ChainStatusFlags.NotValidForUsage))
            ? TlsFault.WrongUse
            : TlsFault.UnknownAuthority;
    }
}
