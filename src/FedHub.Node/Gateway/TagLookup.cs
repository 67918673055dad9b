using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Filters;

namespace FedHub.Node.Gateway;

/// <summary>Looks the evaluated keys of one slot up in the filter that the answer names.</summary>
internal static class TagLookup
{
    /// <summary>Unblinds each key and looks up its tags for record 0, 1, … until one is not there.</summary>
    /// <param name="elements">What was searched.</param>
    /// <param name="evaluated">The owner's evaluation, proof verified, in the order of the elements.</param>
    /// <param name="filter">Base and deltas of exactly the manifest that the answer names.</param>
    public static List<FoundTag> Find(ClassElements elements, IReadOnlyList<GroupElement> evaluated, HeldFilter filter)
    {
        var found = new List<FoundTag>();
        var labels = new List<uint?>();
        Span<byte> output = stackalloc byte[Voprf.OutputSize];
        for (var key = 0; key < elements.Keys.Count; key++)
        {
            elements.Finalize(key, evaluated[key], output);
            FindRecords(output, key, filter, labels, found);
        }

        CryptographicOperations.ZeroMemory(output);
        return found;
    }

    private static void FindRecords(ReadOnlySpan<byte> output, int key, HeldFilter filter, List<uint?> labels, List<FoundTag> found)
    {
        for (var i = 0; i < TagMaterial.MaxRecords; i++)
        {
            var material = TagMaterial.Derive(output, filter.Slot, filter.Epoch, i);
            labels.Clear();
            if (!filter.Lookup(material.Tag, labels))
            {
                return;
            }

            // A truncated tag may stand under several labels; only one is this record's, the others join nothing.
            foreach (var label in labels)
            {
                uint? record = label is { } masked ? material.Mask.Apply(masked) : null;
                found.Add(new FoundTag(filter.Slot, filter.Epoch, key, material.Tag, material.Token, record));
            }
        }
    }
}
