using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Node.Configuration;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>
/// The node's TLS key and certificate and, during a rotation, their successors beside them (<c>.next.key</c>, <c>.next.pem</c>). The
/// successors take the place of the current ones in two renames; <see cref="TryPromote"/> finishes what a crash between them left.
/// </summary>
public sealed class TlsKeyFiles(TlsFiles files)
{
    /// <summary>The pair in use.</summary>
    public TlsIdentityFiles Current { get; } = new(files.CertFile, files.KeyFile);

    /// <summary>The successor's private key.</summary>
    public string NextKeyFile { get; } = Path.ChangeExtension(files.KeyFile, ".next.key");

    /// <summary>The successor's certificate.</summary>
    public string NextCertFile { get; } = Path.ChangeExtension(files.CertFile, ".next.pem");

    /// <summary>The request for the successor's certificate.</summary>
    public string NextRequestFile { get; } = Path.ChangeExtension(files.KeyFile, ".next.csr");

    /// <summary>Whether the successor has a certificate.</summary>
    public bool HasNextCertificate => File.Exists(NextCertFile);

    /// <summary>SHA-256 of the current key's SubjectPublicKeyInfo.</summary>
    /// <exception cref="FedHubException">The certificate cannot be read.</exception>
    public Digest CurrentKey() => KeyOf(ReadCertificate(Current.CertFile));

    /// <summary>SHA-256 of the successor's SubjectPublicKeyInfo; null when none is prepared.</summary>
    /// <exception cref="FedHubException">The key cannot be read.</exception>
    public Digest? NextKey()
    {
        if (!File.Exists(NextKeyFile))
        {
            return null;
        }

        using var key = ReadKey(NextKeyFile);
        return Digest.Of(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Makes the successor's key and the request for its certificate, unless they are there.</summary>
    public void PrepareNext(string commonName)
    {
        if (!File.Exists(NextKeyFile))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            DurableFile.TryWrite(NextKeyFile, Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem() + "\n"), overwrite: false);
        }

        // A crash here leaves a key without a request; the next attempt writes the request from the key.
        using var key = ReadKey(NextKeyFile);
        DurableFile.TryWrite(NextRequestFile, Encoding.ASCII.GetBytes(RequestFor(key, commonName) + "\n"), overwrite: true);
    }

    /// <summary>A certificate request for the current key, as renewals send it.</summary>
    public string RequestForCurrent(string commonName)
    {
        using var key = ReadKey(Current.KeyFile);
        return RequestFor(key, commonName);
    }

    /// <summary>The bytes of a request in PEM.</summary>
    /// <exception cref="FedHubException">It is not PEM.</exception>
    public static byte[] ToDer(string requestPem)
    {
        try
        {
            var fields = PemEncoding.Find(requestPem);
            return Convert.FromBase64String(requestPem[fields.Base64Data]);
        }
        catch (ArgumentException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The certificate request is not PEM.");
        }
    }

    /// <summary>The request that `fedhub node init` wrote beside the key.</summary>
    public string RequestFile { get; } = Path.ChangeExtension(files.KeyFile, ".csr");

    /// <summary>Puts a certificate where it belongs: beside the current key, or beside the successor that waits for it.</summary>
    /// <param name="pem">The certificate, then intermediates if any.</param>
    /// <returns>True when it is the successor's.</returns>
    /// <exception cref="FedHubException">It is for neither key, or not PEM.</exception>
    public bool Install(string pem)
    {
        var key = KeyOf(ReadCertificatePem(pem));
        var isNext = NextKey() == key;
        if (!isNext && !(File.Exists(Current.KeyFile) && CurrentKeyOfFile() == key))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The certificate is for neither the node's TLS key nor its prepared successor: have the newest .csr signed.");
        }

        DurableFile.TryWrite(isNext ? NextCertFile : Current.CertFile, Encoding.ASCII.GetBytes(pem), overwrite: true);
        return isNext;
    }

    /// <summary>Lets the successor take the current pair's place, once the directory lists its key and it has a certificate.</summary>
    /// <param name="isListed">Whether the directory in force lists a key for this member.</param>
    /// <returns>True when something was renamed.</returns>
    public bool TryPromote(Func<Digest, bool> isListed)
    {
        if (!HasNextCertificate)
        {
            return false;
        }

        var next = KeyOf(ReadCertificate(NextCertFile));
        if (File.Exists(NextKeyFile))
        {
            if (!isListed(next) || NextKey() != next)
            {
                return false;
            }

            DurableFile.TryPublish(NextKeyFile, Current.KeyFile, overwrite: true);
        }
        else if (CurrentKeyOfFile() != next)
        {
            return false;
        }

        // A crash here leaves the new key beside the old certificate, and the new certificate waiting: the next call ends with this rename.
        DurableFile.TryPublish(NextCertFile, Current.CertFile, overwrite: true);
        File.Delete(NextRequestFile);
        return true;
    }

    private Digest CurrentKeyOfFile()
    {
        using var key = ReadKey(Current.KeyFile);
        return Digest.Of(key.ExportSubjectPublicKeyInfo());
    }

    private static string RequestFor(ECDsa key, string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        return new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
    }

    private static X509Certificate2 ReadCertificate(string path)
    {
        try
        {
            return ReadCertificatePem(File.ReadAllText(path));
        }
        catch (IOException)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, $"{Path.GetFileName(path)} is missing or cannot be read.");
        }
    }

    private static X509Certificate2 ReadCertificatePem(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The certificate is not PEM.");
        }
    }

    private static Digest KeyOf(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        }
    }

    private static ECDsa ReadKey(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException)
        {
            key.Dispose();
            throw new FedHubException(ErrorCode.FailedPrecondition, $"{Path.GetFileName(path)} is missing or not a P-256 key in PEM.");
        }
    }
}
