using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>A key for XChaCha20-Poly1305-IETF, whose nonces are long enough to be random.</summary>
public sealed class SymmetricKey : IDisposable
{
    /// <summary>32 bytes.</summary>
    public const int Size = 32;

    /// <summary>A ciphertext is longer than its plaintext by a nonce and an authenticator: 40 bytes.</summary>
    public const int Overhead = NonceSize + TagSize;

    private const int NonceSize = 24;
    private const int TagSize = 16;

    private readonly SecretBytes _key;

    private SymmetricKey(SecretBytes key) => _key = key;

    /// <summary>A new random key.</summary>
    public static SymmetricKey Generate() => new(SecretBytes.Random(Size));

    /// <summary>Takes back what <see cref="Export()"/> gave.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static SymmetricKey Import(ReadOnlySpan<byte> key) =>
        key.Length == Size ? new SymmetricKey(SecretBytes.CopyOf(key)) : throw new ArgumentException("A symmetric key has 32 bytes.", nameof(key));

    /// <inheritdoc cref="Import(ReadOnlySpan{byte})"/>
    public static SymmetricKey Import(SecretBytes key)
    {
        using var lease = key.Lease();
        return Import(lease.Bytes);
    }

    /// <summary>The 32-byte key, for a key file.</summary>
    public SecretBytes Export()
    {
        using var lease = _key.Lease();
        return SecretBytes.CopyOf(lease.Bytes);
    }

    /// <summary>Copies the 32-byte key to memory that the caller wipes.</summary>
    public void Export(Span<byte> destination) => _key.CopyTo(destination);

    /// <summary>Encrypts under a fresh random nonce.</summary>
    /// <param name="plaintext">What to hide.</param>
    /// <param name="associatedData">What the ciphertext belongs to; the same bytes are needed to decrypt. Swapped rows are found by it.</param>
    /// <returns>nonce ‖ ciphertext ‖ authenticator.</returns>
    public byte[] Encrypt(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        var output = new byte[plaintext.Length + Overhead];
        var nonce = output.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var lease = _key.Lease();
        _ = Sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
            output.AsSpan(NonceSize), 0, plaintext, (ulong)plaintext.Length, associatedData, (ulong)associatedData.Length, 0, nonce, lease.Bytes);
        return output;
    }

    /// <summary>Decrypts; false when the key, the associated data or the ciphertext is not what it was, without saying which.</summary>
    public bool TryDecrypt(
        ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> associatedData, [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (ciphertext.Length < Overhead)
        {
            return false;
        }

        var opened = new byte[ciphertext.Length - Overhead];
        if (!TryDecrypt(ciphertext, associatedData, opened))
        {
            CryptographicOperations.ZeroMemory(opened);
            return false;
        }

        plaintext = opened;
        return true;
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>The name of the type, never the key.</summary>
    public override string ToString() => nameof(SymmetricKey);

    /// <summary>Decrypts at least <see cref="Overhead"/> bytes into memory of the plaintext's length.</summary>
    internal bool TryDecrypt(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> associatedData, Span<byte> plaintext)
    {
        var body = ciphertext[NonceSize..];
        using var lease = _key.Lease();
        return plaintext.Length == ciphertext.Length - Overhead
            && Sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                plaintext, 0, 0, body, (ulong)body.Length, associatedData, (ulong)associatedData.Length, ciphertext[..NonceSize], lease.Bytes) == 0;
    }
}
