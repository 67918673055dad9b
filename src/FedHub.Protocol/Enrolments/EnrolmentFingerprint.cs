using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>What node and hub compare by voice before an enrolment is approved.</summary>
public static class EnrolmentFingerprint
{
    /// <summary>The first 16 bytes of SHA-256("fedhub enrolment v1" ‖ SHA-256(TLS key) ‖ SHA-256(descriptor)), in eight groups of hex digits.</summary>
    public static string Of(Digest tlsKey, ReadOnlySpan<byte> descriptor)
    {
        byte[] bytes = [.. "fedhub enrolment v1"u8, .. tlsKey.AsSpan(), .. Digest.Of(descriptor).AsSpan()];
        var digits = Digest.Of(bytes).ToString();
        return string.Join('-', Enumerable.Range(0, 8).Select(group => digits.Substring(4 * group, 4)));
    }
}
