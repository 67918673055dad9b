using System.Text.Encodings.Web;
using System.Text.Json;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>What the federation's administrator puts into the directory about the hub.</summary>
/// <param name="TlsKey">SHA-256 of the SubjectPublicKeyInfo of the hub's TLS key.</param>
/// <param name="SigningKey">The hub's Ed25519 signing key.</param>
/// <param name="LogKey">What the checkpoints of its log are verified with.</param>
public sealed record HubDescriptor(Digest TlsKey, VerificationKey SigningKey, NoteVerificationKey LogKey)
{
    // A vkey has '+', which JSON need not escape; people compare it with what they see elsewhere.
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON with <c>tlsKey</c> and <c>signingKey</c>, both 64 hexadecimal digits, and <c>logKey</c>, a vkey.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(new { tlsKey = TlsKey.ToString(), signingKey = SigningKey.ToString(), logKey = LogKey.ToString() }, _indented);
}
