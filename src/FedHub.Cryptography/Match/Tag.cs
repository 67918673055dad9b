using System.Buffers.Binary;

namespace FedHub.Cryptography.Match;

/// <summary>What a filter holds of one record under one key: 16 bytes, of which filters store the top bits.</summary>
/// <remarks>Useless without an evaluation by the key of its slot and epoch.</remarks>
public readonly record struct Tag
{
    /// <summary>16 bytes.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    internal Tag(ReadOnlySpan<byte> bytes) => _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);

    /// <summary>Takes 16 bytes from outside; false unless there are exactly 16.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out Tag tag)
    {
        tag = bytes.Length == Size ? new Tag(bytes) : default;
        return bytes.Length == Size;
    }

    /// <summary>The top bits of the first eight bytes read big-endian, as a number below 2^bits.</summary>
    /// <param name="bits">1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of bits.</exception>
    public ulong Truncate(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 64);
        return (ulong)(_value >> 64) >> (64 - bits);
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

    /// <summary>The name of the type: a tag may tell that a record exists.</summary>
    public override string ToString() => nameof(Tag);
}
