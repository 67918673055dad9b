using System.Buffers.Binary;

namespace FedHub.Transparency;

/// <summary>Entries one after the other, each u16 length, big-endian ‖ bytes (C2SP tlog-tiles).</summary>
public static class EntryBundle
{
    /// <summary>The largest entry: 65,535 bytes.</summary>
    public const int MaxEntrySize = ushort.MaxValue;

    /// <summary>The largest bundle of 256 entries.</summary>
    public const int MaxSize = TileLayout.FullWidth * (sizeof(ushort) + MaxEntrySize);

    /// <summary>The bundle of these entries.</summary>
    /// <exception cref="ArgumentException">More than 256 entries, none, or one that is too large.</exception>
    public static byte[] Encode(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count is 0 or > TileLayout.FullWidth || entries.Any(entry => entry.Length > MaxEntrySize))
        {
            throw new ArgumentException("A bundle has 1 to 256 entries of at most 65,535 bytes.", nameof(entries));
        }

        var bytes = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }

        return bytes;
    }

    /// <summary>Takes the next entry off the front of a bundle; false when it is cut off there.</summary>
    /// <param name="bundle">What is left of the bundle.</param>
    /// <param name="entry">The entry, in the bundle's own memory.</param>
    public static bool TryReadNext(ref ReadOnlySpan<byte> bundle, out ReadOnlySpan<byte> entry)
    {
        entry = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(bundle, out var length) || bundle.Length - sizeof(ushort) < length)
        {
            return false;
        }

        entry = bundle.Slice(sizeof(ushort), length);
        bundle = bundle[(sizeof(ushort) + length)..];
        return true;
    }

    /// <summary>Reads a whole bundle; false unless it holds exactly <paramref name="count"/> entries and nothing else.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bundle, int count, out IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        entries = [];
        if (count is < 1 or > TileLayout.FullWidth)
        {
            return false;
        }

        var found = new List<ReadOnlyMemory<byte>>(count);
        var rest = bundle.Span;
        for (var i = 0; i < count; i++)
        {
            if (!TryReadNext(ref rest, out var entry))
            {
                return false;
            }

            found.Add(bundle.Slice(bundle.Length - rest.Length - entry.Length, entry.Length));
        }

        entries = found;
        return rest.IsEmpty;
    }

    /// <summary>The first entries of a bundle, as the narrower bundle has them; all of it when it holds no more.</summary>
    public static ReadOnlyMemory<byte> Prefix(ReadOnlyMemory<byte> bundle, int count)
    {
        var rest = bundle.Span;
        for (var taken = 0; taken < count && TryReadNext(ref rest, out _); taken++)
        {
        }

        return bundle[..(bundle.Length - rest.Length)];
    }
}
