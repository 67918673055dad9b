using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>The key that a request or a certificate is for.</summary>
/// <param name="Key">SHA-256 of its SubjectPublicKeyInfo.</param>
/// <param name="ValidUntil">End of the certificate; null for a request.</param>
public sealed record CertificateKey(Digest Key, DateTimeOffset? ValidUntil);
