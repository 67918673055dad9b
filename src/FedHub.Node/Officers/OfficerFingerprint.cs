using FedHub.Cryptography;

namespace FedHub.Node.Officers;

/// <summary>A short text that binds an officer's two keys.</summary>
internal static class OfficerFingerprint
{
    /// <summary>The first 10 bytes of SHA-256("fedhub officer v1" ‖ signing key ‖ SPKI digest) as five groups of four hex digits: 80 bits.</summary>
    public static string Of(VerificationKey publicKey, Digest tlsKey)
    {
        var hex = Convert.ToHexStringLower(Digest.Of([.. "fedhub officer v1"u8, .. publicKey.AsSpan(), .. tlsKey.AsSpan()]).AsSpan()[..10]);
        return string.Join('-', hex.Chunk(4).Select(group => new string(group)));
    }
}
