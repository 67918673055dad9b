using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FedHub.Cryptography;
using FedHub.Node.Configuration;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>The node's TLS key: taken from its certificate, or made with a request for one.</summary>
internal static class NodeTlsKey
{
    /// <summary>SHA-256 of the key's SubjectPublicKeyInfo, by which the directory pins it.</summary>
    /// <exception cref="FedHubException">A file is there but cannot be read.</exception>
    internal static Digest EnsureAndDigest(TlsFiles files, string commonName)
    {
        try
        {
            if (File.Exists(files.CertFile))
            {
                using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(files.CertFile));
                return Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
            }

            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            if (File.Exists(files.KeyFile))
            {
                key.ImportFromPem(File.ReadAllText(files.KeyFile));
            }
            else
            {
                Create(key, files.KeyFile, commonName);
            }

            return Digest.Of(key.ExportSubjectPublicKeyInfo());
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The TLS certificate or key cannot be read; PEM with a P-256 key is expected.");
        }
    }

    private static void Create(ECDsa key, string keyFile, string commonName)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(keyFile)!);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        DurableFile.TryWrite(keyFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), overwrite: false);
        DurableFile.TryWrite(Path.ChangeExtension(keyFile, ".csr"), Encoding.ASCII.GetBytes(request.CreateSigningRequestPem() + "\n"), overwrite: true);
    }
}
