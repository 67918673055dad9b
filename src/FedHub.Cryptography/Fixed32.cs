using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace FedHub.Cryptography;

/// <summary>32 bytes held in place, so that ids, digests and points cost no allocation.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Fixed32
{
    internal const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    internal bool IsZero => (_first | _second | _third | _fourth) == 0;

    [UnscopedRef]
    internal ReadOnlySpan<byte> Span => MemoryMarshal.AsBytes(new ReadOnlySpan<Fixed32>(in this));

    internal static Fixed32 From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("Exactly 32 bytes are needed.", nameof(bytes));
        }

        return MemoryMarshal.Read<Fixed32>(bytes);
    }

    /// <summary>Reads exactly 64 lower- or upper-case hex digits.</summary>
    internal static bool TryParseHex(ReadOnlySpan<char> hex, out Fixed32 value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (hex.Length != 2 * Size || Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            value = default;
            return false;
        }

        value = From(bytes);
        return true;
    }

    public override string ToString() => Convert.ToHexStringLower(Span);
}
