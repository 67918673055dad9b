using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>The root of a tree in one pass over its leaves, in memory that does not grow with them.</summary>
public static class MerkleRoot
{
    /// <summary>The root over leaf hashes in order.</summary>
    public static Digest Of(IEnumerable<Digest> leafHashes)
    {
        var range = new CompactRange();
        foreach (var leafHash in leafHashes)
        {
            range.Append(leafHash);
        }

        return range.Root();
    }
}
