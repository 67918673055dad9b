using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>An X25519 public key to which anybody can seal a message that only its owner opens: 32 bytes, written as 64 hex digits.</summary>
public readonly record struct SealingPublicKey
{
    /// <summary>32 bytes.</summary>
    public const int Size = Fixed32.Size;

    /// <summary>A sealed message is longer than its plaintext by an ephemeral key and an authenticator: 48 bytes.</summary>
    public const int Overhead = 48;

    private readonly Fixed32 _bytes;

    private SealingPublicKey(Fixed32 bytes) => _bytes = bytes;

    /// <summary>Names the key.</summary>
    public KeyId KeyId => KeyId.Of(_bytes.Span);

    /// <summary>Takes bytes from outside; false unless they are 32 canonical bytes of a point that is not of small order.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out SealingPublicKey key)
    {
        var valid = bytes.Length == Size && IsCanonical(bytes) && IsUsable(bytes);
        key = valid ? new SealingPublicKey(Fixed32.From(bytes)) : default;
        return valid;
    }

    /// <summary>Reads 64 hex digits.</summary>
    /// <exception cref="FormatException">Not 64 hex digits, or not a key.</exception>
    public static SealingPublicKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("An X25519 public key is 64 hex digits of a usable point.");

    /// <summary>Reads 64 hex digits.</summary>
    public static bool TryParse(string? text, out SealingPublicKey key)
    {
        key = default;
        return Fixed32.TryParseHex(text, out var bytes) && TryFromBytes(bytes.Span, out key);
    }

    /// <summary>Seals a message (libsodium <c>crypto_box_seal</c>); the sender stays unknown and cannot open it again.</summary>
    /// <returns><see cref="Overhead"/> bytes more than the plaintext.</returns>
    /// <exception cref="CryptographicException">The key is the default value.</exception>
    public byte[] Seal(ReadOnlySpan<byte> plaintext)
    {
        var sealedMessage = new byte[plaintext.Length + Overhead];
        if (Sodium.crypto_box_seal(sealedMessage, plaintext, (ulong)plaintext.Length, _bytes.Span) != 0)
        {
            throw new CryptographicException("Not a key to seal to.");
        }

        return sealedMessage;
    }

    /// <summary>The bytes, valid as long as this value is in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes.Span;

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => _bytes.Span.ToArray();

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => _bytes.ToString();

    internal static SealingPublicKey FromComputed(ReadOnlySpan<byte> bytes) => new(Fixed32.From(bytes));

    /// <summary>Below 2^255 − 19 and without the top bit, which X25519 would ignore: one key, one encoding.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> bytes) =>
        bytes[31] < 0x7f || (bytes[31] == 0x7f && (bytes[1..31].ContainsAnyExcept((byte)0xff) || bytes[0] < 0xed));

    private static bool IsUsable(ReadOnlySpan<byte> bytes)
    {
        // libsodium fails when the shared point is zero, which it is for points of small order under any clamped scalar.
        Span<byte> shared = stackalloc byte[Size];
        Span<byte> anyScalar = stackalloc byte[Size];
        anyScalar.Fill(1);
        return Sodium.crypto_scalarmult_curve25519(shared, anyScalar, bytes) == 0;
    }
}
