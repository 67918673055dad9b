using System.Security.Cryptography;

namespace FedHub.Cryptography;

/// <summary>Secret bytes of a fixed length, in protected memory that is wiped on disposal.</summary>
public sealed class SecretBytes : IDisposable
{
    private readonly SecretMemory _memory;

    private SecretBytes(int length) => _memory = new SecretMemory(length);

    /// <summary>How many bytes; at least 1.</summary>
    public int Length => _memory.Length;

    /// <summary>Fresh random bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public static SecretBytes Random(int length)
    {
        var secret = new SecretBytes(length);
        using var lease = secret.Lease();
        RandomNumberGenerator.Fill(lease.Writable);
        return secret;
    }

    /// <summary>A copy; the caller still wipes the original.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no bytes.</exception>
    public static SecretBytes CopyOf(ReadOnlySpan<byte> bytes)
    {
        var secret = new SecretBytes(bytes.Length);
        using var lease = secret.Lease();
        bytes.CopyTo(lease.Writable);
        return secret;
    }

    /// <summary>Access to the bytes, for the length of a <c>using</c>.</summary>
    /// <exception cref="ObjectDisposedException">The secret was disposed.</exception>
    public SecretLease Lease() => new(_memory);

    /// <summary>Copies the secret out, to memory that the caller wipes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        using var lease = Lease();
        lease.Bytes.CopyTo(destination);
    }

    /// <summary>Wipes and frees the memory once no lease is out.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>The name of the type, never the secret.</summary>
    public override string ToString() => nameof(SecretBytes);

    /// <summary>New memory of unspecified content, for the caller to fill through <see cref="SecretLease.Writable"/>.</summary>
    internal static SecretBytes Allocate(int length) => new(length);
}
