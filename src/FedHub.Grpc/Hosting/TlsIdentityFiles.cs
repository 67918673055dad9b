using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Grpc;

/// <summary>The PEM files of a TLS identity: the certificate with its intermediates, and the private key.</summary>
/// <param name="CertFile">The host's certificate, then intermediates if any.</param>
/// <param name="KeyFile">Its private key.</param>
public sealed record TlsIdentityFiles(string CertFile, string KeyFile)
{
    /// <summary>Reads both files.</summary>
    /// <param name="identity">The identity; null unless the fault is <see cref="TlsFault.None"/>.</param>
    /// <param name="intermediates">What is sent with the certificate.</param>
    public TlsFault TryLoad(out TlsIdentity? identity, out X509Certificate2Collection intermediates)
    {
        identity = null;
        intermediates = [];
        try
        {
            var certPem = File.ReadAllText(CertFile);
            intermediates.ImportFromPem(certPem);
            intermediates.RemoveAt(0);
            return TryPair(certPem, File.ReadAllText(KeyFile), intermediates, out identity);
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            // Said as the fault: which file it is, the caller knows.
            return TlsFault.Unreadable;
        }
    }

    /// <summary>A digest of what the files hold, or null when one cannot be read. Tells whether they changed.</summary>
    internal string? Fingerprint()
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(CertFile)));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(KeyFile)));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Being replaced, or gone: the next look tells.
            return null;
        }
    }

    private static TlsFault TryPair(string certPem, string keyPem, X509Certificate2Collection intermediates, out TlsIdentity? identity)
    {
        identity = null;
        X509Certificate2.CreateFromPem(certPem).Dispose();
        try
        {
            identity = new TlsIdentity(X509Certificate2.CreateFromPem(certPem, keyPem), intermediates);
            return TlsFault.None;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // The certificate alone could be read: it is the key.
            return TlsFault.KeyDiffers;
        }
    }
}
