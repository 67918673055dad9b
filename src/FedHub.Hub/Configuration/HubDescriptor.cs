using System.Text.Json;
using FedHub.Cryptography;

namespace FedHub.Hub;

/// <summary>What the federation's administrator puts into the directory about the hub.</summary>
/// <param name="TlsKey">SHA-256 of the SubjectPublicKeyInfo of the hub's TLS key.</param>
/// <param name="SigningKey">The hub's Ed25519 signing key.</param>
public sealed record HubDescriptor(Digest TlsKey, VerificationKey SigningKey)
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>As JSON with <c>tlsKey</c> and <c>signingKey</c>, both 64 hexadecimal digits.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(new { tlsKey = TlsKey.ToString(), signingKey = SigningKey.ToString() }, _indented);
}
