using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace FedHub.Cryptography;

/// <summary>An Ed25519 signature: 64 bytes, written as 128 hex digits. Holding one says nothing about its validity.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Signature
{
    /// <summary>64 bytes.</summary>
    public const int Size = 2 * Fixed32.Size;

    private readonly Fixed32 _first;
    private readonly Fixed32 _second;

    private Signature(ReadOnlySpan<byte> bytes)
    {
        _first = Fixed32.From(bytes[..Fixed32.Size]);
        _second = Fixed32.From(bytes[Fixed32.Size..]);
    }

    /// <summary>Takes 64 bytes.</summary>
    /// <exception cref="ArgumentException">Not 64 bytes.</exception>
    public static Signature FromBytes(ReadOnlySpan<byte> bytes) =>
        TryFromBytes(bytes, out var signature) ? signature : throw new ArgumentException("A signature has 64 bytes.", nameof(bytes));

    /// <summary>Takes bytes from outside; false unless there are exactly 64.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out Signature signature)
    {
        signature = bytes.Length == Size ? new Signature(bytes) : default;
        return bytes.Length == Size;
    }

    /// <summary>The bytes, valid as long as this value is in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<Signature>(in this));

    /// <summary>Copies the 64 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => AsSpan().CopyTo(destination);

    /// <summary>A new array with the 64 bytes.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <summary>128 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());
}
