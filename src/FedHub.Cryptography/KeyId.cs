using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FedHub.Cryptography;

/// <summary>Names a public key: the first 16 bytes of SHA-256("fedhub key v1" ‖ public key), as 32 hex digits.</summary>
/// <remarks>A name, not a proof: who holds it still verifies with the key.</remarks>
public readonly record struct KeyId
{
    /// <summary>16 bytes.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private KeyId(UInt128 value) => _value = value;

    /// <summary>The id of a public key of any algorithm.</summary>
    public static KeyId Of(ReadOnlySpan<byte> publicKey)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("fedhub key v1"u8);
        hash.AppendData(publicKey);
        Span<byte> digest = stackalloc byte[Digest.Size];
        hash.GetHashAndReset(digest);
        return FromBytes(digest[..Size]);
    }

    /// <summary>Takes 16 bytes.</summary>
    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static KeyId FromBytes(ReadOnlySpan<byte> bytes) =>
        TryFromBytes(bytes, out var id) ? id : throw new ArgumentException("A key id has 16 bytes.", nameof(bytes));

    /// <summary>Takes bytes from outside; false unless there are exactly 16.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out KeyId id)
    {
        id = bytes.Length == Size ? new KeyId(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;
        return bytes.Length == Size;
    }

    /// <summary>Reads 32 hex digits.</summary>
    /// <exception cref="FormatException">Not 32 hex digits.</exception>
    public static KeyId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("A key id is 32 hex digits.");

    /// <summary>Reads 32 hex digits.</summary>
    public static bool TryParse(string? text, out KeyId id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        id = default;
        return text?.Length == 2 * Size
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done
            && TryFromBytes(bytes, out id);
    }

    /// <summary>A new array with the 16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
