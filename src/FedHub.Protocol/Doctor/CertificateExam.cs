using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;
using FedHub.Grpc;

namespace FedHub.Protocol;

/// <summary>Looks at a host's certificate files as its peers will.</summary>
public static class CertificateExam
{
    private const string Code = "certificate";

    /// <summary>A renewal that needs people takes weeks.</summary>
    private static readonly TimeSpan _warnBefore = TimeSpan.FromDays(30);

    /// <summary>The one finding.</summary>
    /// <param name="files">Certificate and key.</param>
    /// <param name="roots">The authorities that peers trust.</param>
    /// <param name="isListed">Whether the directory held lists the key for this host; null when there is none to ask.</param>
    /// <param name="renew">What this host does for a new certificate.</param>
    /// <param name="now">The time.</param>
    public static Finding Look(
        TlsIdentityFiles files, X509Certificate2Collection roots, Func<Digest, bool?> isListed, string renew, DateTimeOffset now)
    {
        var name = Path.GetFileName(files.CertFile);
        var fault = files.TryLoad(out var identity, out var intermediates);
        if (identity is null)
        {
            return OfFault(fault, name, renew);
        }

        using var certificate = identity.Certificate;
        fault = TlsCertificateCheck.FirstFault(certificate, intermediates, roots, now);
        if (fault == TlsFault.None && isListed(Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo())) == false)
        {
            fault = TlsFault.NotListed;
        }

        if (fault != TlsFault.None)
        {
            return OfFault(fault, name, renew);
        }

        var until = TlsCertificateCheck.ValidUntil(certificate);
        var life = until - TlsCertificateCheck.ValidFrom(certificate);

        // Certificates that live shorter are renewed at two thirds of their life.
        var warnBefore = life / 3 < _warnBefore ? life / 3 : _warnBefore;
        return until - now < warnBefore
            ? Finding.Warning("certificate-expires", FormattableString.Invariant($"{name} expires at {until:yyyy-MM-dd HH:mm} UTC."), renew)
            : Finding.Ok(Code, FormattableString.Invariant($"{name} is valid until {until:yyyy-MM-dd} and chains to the authority."));
    }

    /// <summary>What a fault means.</summary>
    public static Finding OfFault(TlsFault fault, string name, string renew) => fault switch
    {
        TlsFault.Unreadable => Finding.Error("certificate-unreadable", $"{name} or the key beside it is missing or not PEM.", "Put both files back where the configuration says, or change the configuration."),
        TlsFault.KeyDiffers => Finding.Error("certificate-key-differs", $"{name} and the private key do not belong together.", "Put back the pair that belongs together."),
        TlsFault.NotYetValid => Finding.Error("certificate-not-yet-valid", $"{name} is not valid yet.", "Check this machine's clock; if it is right, wait or have another one issued."),
        TlsFault.Expired => Finding.Error("certificate-expired", $"{name} has expired: peers refuse it.", renew),
        TlsFault.UnknownAuthority => Finding.Error("certificate-unknown-authority", $"{name} does not chain to the authority that peers trust.", "Have it issued by the federation's authority, with intermediates in the file."),
        TlsFault.WrongUse => Finding.Error("certificate-wrong-use", $"{name} may not be used by both a server and a client.", "Have it issued for server and client authentication."),
        TlsFault.NotListed => Finding.Error("certificate-not-listed", $"The key of {name} is not the one that the directory lists for this host.", "Put back the listed pair, or have the new key put into the directory first."),
        _ => Finding.Ok(Code, $"{name} is in use."),
    };
}
