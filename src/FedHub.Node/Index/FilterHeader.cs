using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>What the first 64 bytes of a filter file of format 1 say. The format is described in docs/filter-format.md.</summary>
/// <param name="TagBits">Bits of a truncated tag, 34 to 64.</param>
/// <param name="HasLabels">Whether each entry carries a 24-bit label.</param>
/// <param name="Epoch">Epoch.</param>
/// <param name="Number">0 for the base, then the delta's number.</param>
/// <param name="EntryCount">Entries.</param>
/// <param name="Binding">SHA-256 of the encoded slot ‖ epoch.</param>
public sealed record FilterHeader(int TagBits, bool HasLabels, EpochNumber Epoch, uint Number, long EntryCount, Digest Binding)
{
    /// <summary>64 bytes.</summary>
    public const int Size = 64;

    /// <summary>3 bytes.</summary>
    internal const int LabelSize = 3;

    private const byte Format = 1;

    /// <summary>Bytes of one entry: the tag's, then the label's if there is one.</summary>
    public int EntrySize => TagSize + (HasLabels ? LabelSize : 0);

    /// <summary>Bytes of one truncated tag.</summary>
    internal int TagSize => (TagBits + 7) / 8;

    private static ReadOnlySpan<byte> Magic => "FHFILTR1"u8;

    /// <summary>What <see cref="Binding"/> must be.</summary>
    public static Digest BindingOf(SlotId slot, EpochNumber epoch)
    {
        var encoded = slot.Encode();
        var bytes = new byte[encoded.Length + sizeof(uint)];
        encoded.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(encoded.Length), epoch.Value);
        return Digest.Of(bytes);
    }

    internal void Write(Span<byte> destination)
    {
        var header = destination[..Size];
        header.Clear();
        Magic.CopyTo(header);
        header[8] = Format;
        header[9] = (byte)TagBits;
        header[10] = (byte)(HasLabels ? LabelSize : 0);
        BinaryPrimitives.WriteUInt32BigEndian(header[12..], Epoch.Value);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], Number);
        BinaryPrimitives.WriteUInt64BigEndian(header[20..], (ulong)EntryCount);
        Binding.CopyTo(header[28..]);
    }

    /// <summary>Reads a header and checks it against the length of the file.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> header, long fileLength, [NotNullWhen(true)] out FilterHeader? read, [NotNullWhen(false)] out string? wrong)
    {
        read = null;
        wrong = Check(header);
        if (wrong is not null)
        {
            return false;
        }

        var entryCount = BinaryPrimitives.ReadUInt64BigEndian(header[20..]);
        var candidate = new FilterHeader(
            header[9],
            header[10] == LabelSize,
            new EpochNumber(BinaryPrimitives.ReadUInt32BigEndian(header[12..])),
            BinaryPrimitives.ReadUInt32BigEndian(header[16..]),
            (long)Math.Min(entryCount, long.MaxValue / 16),
            Digest.FromBytes(header.Slice(28, Digest.Size)));
        if (entryCount > long.MaxValue / 16 || fileLength != Size + (candidate.EntryCount * candidate.EntrySize))
        {
            wrong = "its length does not fit its number of entries";
            return false;
        }

        read = candidate;
        return true;
    }

    private static string? Check(ReadOnlySpan<byte> header) => header switch
    {
        { Length: < Size } => "it is shorter than a header",
        _ when !header.StartsWith(Magic) => "it does not begin with FHFILTR1",
        _ when header[8] != Format => "its format is not 1",
        _ when header[9] is < FilterSizing.MinTagBits or > FilterSizing.MaxTagBits => "its tags do not have 34 to 64 bits",
        _ when header[10] is not (0 or LabelSize) => "its labels do not have 0 or 3 bytes",
        _ when header[11] != 0 || header[60..Size].ContainsAnyExcept((byte)0) => "reserved bytes are not zero",
        _ => null,
    };
}
