using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;

namespace FedHub.Cli.Officers;

/// <summary>An officer's two keys: Ed25519, which signs queries, and ECDSA P-256, which speaks TLS to the own node.</summary>
/// <remarks>The key file holds, encrypted under the passphrase, the 32-byte seed and then the TLS key as PKCS #8.</remarks>
internal sealed class OfficerKeys : IDisposable
{
    private static readonly KeyKind _kind = KeyKind.Parse("officer");
    private static readonly TimeSpan _certificateLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan _clockSlack = TimeSpan.FromMinutes(10);

    private readonly ECDsa _tlsKey;

    private OfficerKeys(SigningKey signing, ECDsa tlsKey)
    {
        Signing = signing;
        _tlsKey = tlsKey;
    }

    public SigningKey Signing { get; }

    /// <summary>SHA-256 of the TLS key's SubjectPublicKeyInfo: what the node pins.</summary>
    public Digest TlsKeyDigest => Digest.Of(_tlsKey.ExportSubjectPublicKeyInfo());

    public static OfficerKeys Generate() => new(SigningKey.Generate(), ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key file; the keys are there only if the status is Ok.</summary>
    public static (KeyFileStatus Status, OfficerKeys? Keys) Load(string path, ReadOnlySpan<char> passphrase)
    {
        var result = KeyFile.Read(path, _kind, passphrase);
        using var secret = result.Secret;
        if (secret is null)
        {
            return (result.Status, null);
        }

        if (secret.Length <= SigningKey.SeedSize)
        {
            return (KeyFileStatus.Corrupt, null);
        }

        using var lease = secret.Lease();
        var tlsKey = ECDsa.Create();
        tlsKey.ImportPkcs8PrivateKey(lease.Bytes[SigningKey.SeedSize..], out _);
        return (KeyFileStatus.Ok, new OfficerKeys(SigningKey.ImportSeed(lease.Bytes[..SigningKey.SeedSize]), tlsKey));
    }

    /// <summary>Writes the key file; false when there is one already, which is never overwritten.</summary>
    public bool Save(string path, ReadOnlySpan<char> passphrase, PassphraseCost cost)
    {
        var tlsKey = _tlsKey.ExportPkcs8PrivateKey();
        var plain = new byte[SigningKey.SeedSize + tlsKey.Length];
        try
        {
            Signing.ExportSeed(plain);
            tlsKey.CopyTo(plain, SigningKey.SeedSize);
            using var secret = SecretBytes.CopyOf(plain);
            return KeyFile.Write(path, _kind, secret, passphrase, cost);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(tlsKey);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>
    /// A fresh self-signed certificate of the TLS key. The node looks at the key alone, so certificates need not be kept.
    /// </summary>
    public X509Certificate2 CreateClientCertificate(TimeProvider time)
    {
        var request = new CertificateRequest("CN=FedHub officer", _tlsKey, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now - _clockSlack, now + _certificateLifetime);
    }

    /// <summary>Shows the node that one person holds both keys: a signature over "fedhub enrol v1" and the TLS key's digest.</summary>
    public Signature ProvePossession() => Signing.Sign([.. "fedhub enrol v1"u8, .. TlsKeyDigest.AsSpan()]);

    public void Dispose()
    {
        Signing.Dispose();
        _tlsKey.Dispose();
    }

    public override string ToString() => nameof(OfficerKeys);
}
