using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>A filter file, looked up where it lies. Anybody may have written the file: what it says is checked, never believed.</summary>
/// <remarks>Safe for any number of threads. The file must not be cut while it is mapped; it is never written after it has its name.</remarks>
public sealed class MemoryMappedFilter : IDisposable
{
    // Fewer than this many equal tags stand together even in a stuffed filter that a gateway would accept; more is hostile.
    private const int MaxEqualTags = 4096;
    private const int MaxEntrySize = sizeof(ulong) + FilterHeader.LabelSize;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MemoryMappedFilter(FilterHeader header, MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        Header = header;
        _file = file;
        _view = view;
    }

    /// <summary>Header.</summary>
    public FilterHeader Header { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">It is not a filter of format 1; the message says what is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MemoryMappedFilter Open(string path)
    {
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        Span<byte> bytes = stackalloc byte[FilterHeader.Size];
        var read = RandomAccess.Read(handle, bytes, 0);
        if (!FilterHeader.TryRead(bytes[..read], length, out var header, out var wrong))
        {
            throw new InvalidDataException($"The file is not a filter: {wrong}.");
        }

        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, length, MemoryMappedFileAccess.Read);
        try
        {
            return new MemoryMappedFilter(header, file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file says that it belongs to this slot and epoch.</summary>
    public bool IsFor(SlotId slot, EpochNumber epoch) =>
        Header.Epoch == epoch && Header.Binding == FilterHeader.BindingOf(slot, epoch) && Header.HasLabels == (slot.Class == IdentifierClass.Name);

    /// <summary>Whether the entries are in ascending order, each once, with tags below 2^bits. Reads the whole file: do it once, when it was fetched.</summary>
    public bool IsSorted()
    {
        for (long i = 0; i < Header.EntryCount; i++)
        {
            var entry = ReadEntry(i);
            if ((Header.TagBits < 64 && entry.Tag >> Header.TagBits != 0) || (i > 0 && ReadEntry(i - 1) >= entry))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the label of each entry with this tag, or null for each where the filter has no labels.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Lookup(Tag tag, ICollection<uint?> labels)
    {
        var wanted = tag.Truncate(Header.TagBits);
        var first = FirstNotBelow(wanted);
        var found = first;
        for (; found < Header.EntryCount && found - first < MaxEqualTags && ReadEntry(found) is var entry && entry.Tag == wanted; found++)
        {
            labels.Add(Header.HasLabels ? entry.Label : null);
        }

        return found > first;
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private long FirstNotBelow(ulong tag)
    {
        long low = 0, high = Header.EntryCount;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (ReadEntry(middle).Tag < tag)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private FilterEntry ReadEntry(long index)
    {
        Span<byte> entry = stackalloc byte[MaxEntrySize];
        entry = entry[..Header.EntrySize];
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(FilterHeader.Size + (index * Header.EntrySize)), entry);
        Span<byte> tag = stackalloc byte[sizeof(ulong)];
        tag.Clear();
        entry[..Header.TagSize].CopyTo(tag[^Header.TagSize..]);
        var label = Header.HasLabels ? ((uint)entry[^3] << 16) | BinaryPrimitives.ReadUInt16BigEndian(entry[^2..]) : 0;
        return new FilterEntry(BinaryPrimitives.ReadUInt64BigEndian(tag), label);
    }
}
