using System.Security.Cryptography;

namespace FedHub.Protocol;

/// <summary>Names a bulk screening: random, 16 bytes, 32 hexadecimal digits as text.</summary>
public readonly record struct ScreeningId
{
    /// <summary>Bytes.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private ScreeningId(UInt128 value) => _value = value;

    /// <summary>A new one.</summary>
    public static ScreeningId New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        _ = TryFromBytes(bytes, out var id);
        return id;
    }

    /// <summary>Reads 16 bytes; false for any other length.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out ScreeningId id)
    {
        id = bytes.Length == Size ? new ScreeningId(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;
        return bytes.Length == Size;
    }

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out ScreeningId id)
    {
        id = default;
        return text is { Length: Size * 2 } && text.All(char.IsAsciiHexDigit) && TryFromBytes(Convert.FromHexString(text), out id);
    }

    /// <summary>16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
