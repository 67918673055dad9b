using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>A filter file, looked up where it lies. Anybody may have written the file: what it says is checked, never believed.</summary>
public sealed class MemoryMappedFilter : IDisposable
{
    private MemoryMappedFilter(FilterHeader header) => Header = header;

    /// <summary>Header.</summary>
    public FilterHeader Header { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">It is not a filter of format 1; the message says what is wrong.</exception>
    public static MemoryMappedFilter Open(string path) => throw new NotSupportedException();

    /// <summary>Whether the file says that it belongs to this slot and epoch.</summary>
    public bool IsFor(SlotId slot, EpochNumber epoch) => throw new NotSupportedException();

    /// <summary>Adds the label of each entry with this tag, or null for each where the filter has no labels.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Lookup(Tag tag, ICollection<uint?> labels) => throw new NotSupportedException();

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => throw new NotSupportedException();
}
