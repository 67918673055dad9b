using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FedHub.Cryptography.Match;

/// <summary>What derives from a VOPRF output for the i-th record under one key.</summary>
/// <param name="Tag">okm[0..16]: what the filter holds, truncated.</param>
/// <param name="Token">okm[16..48]: proves knowledge of the key to the owner.</param>
/// <param name="Mask">okm[48..51]: hides the record's label.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TagMaterial(Tag Tag, Token Token, LabelMask Mask)
{
    /// <summary>Records under one key that have their own tag: 16; a further one is answered through the last.</summary>
    public const int MaxRecords = 16;

    private const int OkmSize = Tag.Size + Token.Size + 3;
    private const int MaxInfoSize = 13 + SlotId.MaxEncodedSize + sizeof(uint) + 1;

    /// <summary>HKDF-Expand-SHA512(output, "fedhub tag v1" ‖ slot ‖ epoch ‖ u8(i), 51) (RFC 5869 §2.3).</summary>
    /// <param name="output">64 bytes from <see cref="Voprf.Finalize"/> or <see cref="Voprf.Evaluate(VoprfPrivateKey, ReadOnlySpan{byte}, Span{byte})"/>.</param>
    /// <param name="slot">The slot that evaluated.</param>
    /// <param name="epoch">The epoch of its key.</param>
    /// <param name="index">i, 0 to 15.</param>
    public static TagMaterial Derive(ReadOnlySpan<byte> output, SlotId slot, EpochNumber epoch, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MaxRecords);
        if (output.Length != Voprf.OutputSize)
        {
            throw new ArgumentException("An output has 64 bytes.", nameof(output));
        }

        Span<byte> info = stackalloc byte[MaxInfoSize];
        var writer = new LengthPrefixedWriter(info);
        writer.Write("fedhub tag v1"u8);
        slot.Encode(ref writer);
        writer.WriteUInt32(epoch.Value);
        writer.WriteByte((byte)index);

        Span<byte> okm = stackalloc byte[OkmSize];
        HKDF.Expand(HashAlgorithmName.SHA512, output, okm, info[..writer.Written]);
        _ = Token.TryFromBytes(okm.Slice(Tag.Size, Token.Size), out var token);
        var material = new TagMaterial(new Tag(okm[..Tag.Size]), token, new LabelMask(okm[^3..]));
        CryptographicOperations.ZeroMemory(okm);
        return material;
    }

    /// <summary>The name of the type, never its content.</summary>
    public override string ToString() => nameof(TagMaterial);
}
