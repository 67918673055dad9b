using System.Security.Cryptography;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>Argon2id version 1.3 (RFC 9106) with one lane, as libsodium has it.</summary>
public static class KeyStretch
{
    /// <summary>32 bytes.</summary>
    public const int OutputSize = 32;

    /// <summary>16 bytes.</summary>
    public const int SaltSize = 16;

    private const int MebiByte = 1 << 20;

    /// <summary>One pass over 1 MiB: what every search key costs, about 0.7 ms.</summary>
    public static void Stretch(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, Span<byte> output) => Hash(key, salt, 1, MebiByte, output);

    /// <summary>Argon2id with chosen costs.</summary>
    /// <exception cref="ArgumentException">Salt or output has another length.</exception>
    /// <exception cref="CryptographicException">The costs are out of range or there is not the memory.</exception>
    internal static void Hash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, int passes, int memoryBytes, Span<byte> output)
    {
        if (salt.Length != SaltSize || output.Length != OutputSize)
        {
            throw new ArgumentException("The salt has 16 bytes and the output 32.", nameof(salt));
        }

        var result = Sodium.crypto_pwhash(
            output, OutputSize, key, (ulong)key.Length, salt, (ulong)passes, (nuint)memoryBytes, Sodium.Argon2Id13);
        if (result != 0)
        {
            throw new CryptographicException("Argon2id failed: its costs are out of range or there is not the memory.");
        }
    }
}
