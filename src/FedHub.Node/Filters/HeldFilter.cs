using FedHub.Cryptography.Match;
using FedHub.Node.Index;
using FedHub.Protocol;

namespace FedHub.Node.Filters;

/// <summary>A filter that this node holds: exactly the files that one manifest names.</summary>
internal sealed class HeldFilter
{
    private readonly IReadOnlyList<MemoryMappedFilter> _files;

    public HeldFilter(VerifiedManifest manifest, IReadOnlyList<MemoryMappedFilter> files)
    {
        Manifest = manifest;
        _files = files;
    }

    /// <summary>What the files belong to.</summary>
    public VerifiedManifest Manifest { get; }

    public SlotId Slot => Manifest.Manifest.Slot;

    public EpochNumber Epoch => Manifest.Manifest.Epoch;

    /// <summary>Looks a tag up in base and deltas, adding a label, or null, for each entry.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Lookup(Tag tag, List<uint?> labels)
    {
        var found = false;
        for (var i = 0; i < _files.Count; i++)
        {
            found |= _files[i].Lookup(tag, labels);
        }

        return found;
    }
}
