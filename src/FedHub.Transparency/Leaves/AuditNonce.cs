using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FedHub.Transparency;

/// <summary>16 random bytes that keep a commitment from being guessed after its payload was erased.</summary>
public readonly record struct AuditNonce
{
    /// <summary>16 bytes.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private AuditNonce(UInt128 value) => _value = value;

    /// <summary>A fresh nonce.</summary>
    public static AuditNonce Random()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return new AuditNonce(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>Takes bytes from outside; false unless there are exactly 16.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out AuditNonce nonce)
    {
        nonce = bytes.Length == Size ? new AuditNonce(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;
        return bytes.Length == Size;
    }

    /// <summary>Copies the 16 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>A new array with the 16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The name of the type: whoever has the nonce can test guesses of the payload.</summary>
    public override string ToString() => nameof(AuditNonce);
}
