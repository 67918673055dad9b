using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>Reads requests for certificates and certificates for them; anything may come here.</summary>
public static class CertificateRequestReader
{
    private const int MaxRequestBytes = 8 * 1024;
    private const int MaxCertificateChars = 64 * 1024;

    /// <summary>The key of a PKCS #10 request whose signature shows that its sender holds the key.</summary>
    public static Checked<CertificateKey> ReadKey(ReadOnlyMemory<byte> der)
    {
        if (der.Length is 0 or > MaxRequestBytes)
        {
            return Refused();
        }

        try
        {
            // Checks the request's own signature. Its name and extensions are not looked at: the authority decides on those.
            var request = CertificateRequest.LoadSigningRequest(der.Span, HashAlgorithmName.SHA256, out var read);
            return read == der.Length && request.PublicKey.Oid.Value is "1.2.840.10045.2.1"
                ? new CertificateKey(Digest.Of(request.PublicKey.ExportSubjectPublicKeyInfo()), null)
                : Refused();
        }
        catch (Exception exception) when (exception is CryptographicException or NotSupportedException or ArgumentException)
        {
            return Refused();
        }
    }

    /// <summary>The key of the first certificate of a PEM text, and its end.</summary>
    public static Checked<CertificateKey> ReadCertificate(string pem)
    {
        if (pem.Length is > 0 and <= MaxCertificateChars)
        {
            try
            {
                using var certificate = X509Certificate2.CreateFromPem(pem);
                return new CertificateKey(Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo()), Grpc.TlsCertificateCheck.ValidUntil(certificate));
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                // Said below.
            }
        }

        return new Refusal(ErrorCode.InvalidInput, "The certificate is not PEM.");
    }

    private static Refusal Refused() => new(ErrorCode.InvalidInput, "The certificate request is not a PKCS #10 request of a P-256 key, signed by that key.");
}
