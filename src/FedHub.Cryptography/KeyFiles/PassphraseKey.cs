using System.Text;

namespace FedHub.Cryptography;

/// <summary>Makes a key from a passphrase.</summary>
public static class PassphraseKey
{
    /// <summary>Derives the key with Argon2id.</summary>
    /// <param name="passphrase">The passphrase's characters, hashed as UTF-8.</param>
    /// <param name="salt">16 random bytes, stored beside what the key encrypts.</param>
    /// <param name="cost">Usually <see cref="PassphraseCost.Moderate"/>.</param>
    /// <exception cref="ArgumentException">The passphrase is empty, the salt has another length, or the cost is out of range.</exception>
    public static SymmetricKey Derive(ReadOnlySpan<char> passphrase, ReadOnlySpan<byte> salt, PassphraseCost cost)
    {
        if (passphrase.IsEmpty)
        {
            throw new ArgumentException("The passphrase is empty.", nameof(passphrase));
        }

        if (!cost.IsInRange)
        {
            throw new ArgumentException("The cost is out of range.", nameof(cost));
        }

        using var utf8 = SecretBytes.Allocate(Encoding.UTF8.GetByteCount(passphrase));
        using var output = SecretBytes.Allocate(KeyStretch.OutputSize);
        using var utf8Lease = utf8.Lease();
        using var outputLease = output.Lease();
        Encoding.UTF8.GetBytes(passphrase, utf8Lease.Writable);
        KeyStretch.Hash(utf8Lease.Bytes, salt, cost.Passes, cost.MemoryMebibytes << 20, outputLease.Writable);
        return SymmetricKey.Import(outputLease.Bytes);
    }
}
