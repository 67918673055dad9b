using System.Buffers.Binary;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>Writes filter files of format 1.</summary>
internal static class FilterFile
{
    /// <summary>1, as the manifest names it.</summary>
    internal const int Format = 1;

    /// <summary>All bytes of a file.</summary>
    /// <param name="slot">Slot.</param>
    /// <param name="epoch">Epoch.</param>
    /// <param name="number">0 for the base, then the delta's number.</param>
    /// <param name="tagBits">34 to 64.</param>
    /// <param name="sorted">Entries in ascending order, each once, tags below 2^tagBits.</param>
    internal static byte[] Write(SlotId slot, EpochNumber epoch, uint number, int tagBits, ReadOnlySpan<FilterEntry> sorted)
    {
        var header = new FilterHeader(tagBits, slot.Class == IdentifierClass.Name, epoch, number, sorted.Length, FilterHeader.BindingOf(slot, epoch));
        var file = new byte[checked(FilterHeader.Size + (sorted.Length * header.EntrySize))];
        header.Write(file);
        Span<byte> tag = stackalloc byte[sizeof(ulong)];
        var rest = file.AsSpan(FilterHeader.Size);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i - 1] >= sorted[i])
            {
                throw new ArgumentException("The entries are not in order.", nameof(sorted));
            }

            BinaryPrimitives.WriteUInt64BigEndian(tag, sorted[i].Tag);
            tag[^header.TagSize..].CopyTo(rest);
            rest = rest[header.TagSize..];
            if (header.HasLabels)
            {
                rest[0] = (byte)(sorted[i].Label >> 16);
                BinaryPrimitives.WriteUInt16BigEndian(rest[1..], (ushort)sorted[i].Label);
                rest = rest[FilterHeader.LabelSize..];
            }
        }

        return file;
    }
}
