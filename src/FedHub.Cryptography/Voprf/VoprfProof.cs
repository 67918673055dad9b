using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace FedHub.Cryptography;

/// <summary>A proof that a batch was evaluated under one key: challenge ‖ response, 64 bytes (RFC 9497 §2.2).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct VoprfProof
{
    /// <summary>64 bytes.</summary>
    public const int Size = 2 * Fixed32.Size;

    private readonly Fixed32 _challenge;
    private readonly Fixed32 _response;

    private VoprfProof(ReadOnlySpan<byte> bytes)
    {
        _challenge = Fixed32.From(bytes[..Fixed32.Size]);
        _response = Fixed32.From(bytes[Fixed32.Size..]);
    }

    /// <summary>Decodes bytes from outside.</summary>
    /// <returns>False unless they are 64 bytes and both scalars are below the order of the group, which libsodium would not insist on.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out VoprfProof proof)
    {
        proof = default;
        if (bytes.Length != Size
            || !Ristretto255.IsCanonicalScalar(bytes[..Fixed32.Size])
            || !Ristretto255.IsCanonicalScalar(bytes[Fixed32.Size..]))
        {
            return false;
        }

        proof = new VoprfProof(bytes);
        return true;
    }

    /// <summary>The bytes, valid as long as this value is in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<VoprfProof>(in this));

    /// <summary>Copies the 64 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => AsSpan().CopyTo(destination);

    /// <summary>A new array with the 64 bytes.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <summary>128 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());

    internal static VoprfProof FromComputed(ReadOnlySpan<byte> bytes) => new(bytes);
}
