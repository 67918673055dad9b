using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>An Ed25519 public key: 32 bytes, written as 64 hex digits.</summary>
/// <remarks>Every value but the default is a canonical point of the prime-order group, so a key has one encoding and one <see cref="KeyId"/>.</remarks>
public readonly record struct VerificationKey
{
    /// <summary>32 bytes.</summary>
    public const int Size = Fixed32.Size;

    private readonly Fixed32 _bytes;

    private VerificationKey(Fixed32 bytes) => _bytes = bytes;

    /// <summary>Names the key.</summary>
    public KeyId KeyId => KeyId.Of(_bytes.Span);

    /// <summary>Takes bytes from outside; false unless they are 32 canonical bytes of a point that is not of small order.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out VerificationKey key)
    {
        var valid = bytes.Length == Size && Sodium.crypto_core_ed25519_is_valid_point(bytes) == 1;
        key = valid ? new VerificationKey(Fixed32.From(bytes)) : default;
        return valid;
    }

    /// <summary>Reads 64 hex digits.</summary>
    /// <exception cref="FormatException">Not 64 hex digits, or not a key.</exception>
    public static VerificationKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("An Ed25519 public key is 64 hex digits of a valid point.");

    /// <summary>Reads 64 hex digits.</summary>
    public static bool TryParse(string? text, out VerificationKey key)
    {
        key = default;
        return Fixed32.TryParseHex(text, out var bytes) && TryFromBytes(bytes.Span, out key);
    }

    /// <summary>Whether the holder of the private key signed these bytes (RFC 8032 §5.1.7, with libsodium's stricter checks).</summary>
    public bool Verify(ReadOnlySpan<byte> data, Signature signature) =>
        Sodium.crypto_sign_verify_detached(signature.AsSpan(), data, (ulong)data.Length, _bytes.Span) == 0;

    /// <summary>The bytes, valid as long as this value is in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes.Span;

    /// <summary>Copies the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => _bytes.Span.CopyTo(destination);

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => _bytes.Span.ToArray();

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => _bytes.ToString();

    internal static VerificationKey FromComputed(ReadOnlySpan<byte> bytes) => new(Fixed32.From(bytes));
}
