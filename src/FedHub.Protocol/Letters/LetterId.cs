using System.Buffers.Binary;
using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>Names a letter among those of its sender: 16 bytes, derived from what the letter is about.</summary>
public readonly record struct LetterId
{
    /// <summary>16 bytes.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private LetterId(UInt128 value) => _value = value;

    /// <summary>The first 16 bytes of SHA-256(what ‖ parts): the same thing said twice has the same id, so that the hub takes it once.</summary>
    /// <param name="what">A domain of its own for each kind of letter, ASCII.</param>
    /// <param name="parts">Of fixed lengths.</param>
    public static LetterId Derive(ReadOnlySpan<byte> what, params IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        var bytes = new List<byte>();
        bytes.AddRange(what);
        foreach (var part in parts)
        {
            bytes.AddRange(part.Span);
        }

        return FromDigest(Digest.Of(bytes.ToArray()));
    }

    /// <summary>Takes 16 bytes from outside; false for another length.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out LetterId id)
    {
        var valid = bytes.Length == Size;
        id = valid ? new LetterId(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;
        return valid;
    }

    /// <summary>A new array with the 16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    private static LetterId FromDigest(Digest digest) => new(BinaryPrimitives.ReadUInt128BigEndian(digest.AsSpan()));
}
