using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Verifies inclusion and consistency proofs. A proof that does not hold is false, without a reason.</summary>
/// <remarks>RFC 9162 §2.1.3.2 and §2.1.4.2, which are RFC 6962's proofs, with sizes up to 2^63 − 1.</remarks>
public static class MerkleProof
{
    /// <summary>More hashes than any proof has: a parser need not read on.</summary>
    public const int MaxHashes = 64;

    /// <summary>Whether the leaf is at <paramref name="index"/> of the tree.</summary>
    /// <param name="index">From 0; false when it is not below the tree's size.</param>
    /// <param name="leafHash">SHA-256(0x00 ‖ entry), see <see cref="MerkleHash.Leaf"/>.</param>
    /// <param name="path">The leaf's sibling first, a child of the root last.</param>
    /// <param name="head">The tree.</param>
    public static bool VerifyInclusion(long index, Digest leafHash, ReadOnlySpan<Digest> path, TreeHead head)
    {
        if (index < 0 || index >= head.Size)
        {
            return false;
        }

        var (place, last) = (index, head.Size - 1);
        var hash = leafHash;
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                (place, last) = SkipLevelsWithoutSibling(place, last);
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && hash == head.Root;
    }

    /// <summary>
    /// Whether the newer tree begins with the older one. Of the same size: an empty path and equal roots. From the empty tree: an empty path.
    /// </summary>
    public static bool VerifyConsistency(TreeHead older, TreeHead newer, ReadOnlySpan<Digest> path)
    {
        if (older.Size < 0 || older.Size > newer.Size)
        {
            return false;
        }

        if (older.Size == newer.Size)
        {
            return path.IsEmpty && older.Root == newer.Root && HasRootOfItsSize(older);
        }

        if (older.Size == 0)
        {
            return path.IsEmpty && HasRootOfItsSize(older);
        }

        return TryRebuild(older, newer.Size, path, out var oldRoot, out var newRoot) && oldRoot == older.Root && newRoot == newer.Root;
    }

    /// <summary>
    /// The root that the newer tree has over its first <paramref name="oldSize"/> leaves, if the path leads to the newer root at all. It is
    /// what tells two histories from a broken proof.
    /// </summary>
    /// <returns>False when the path does not lead to the newer root, or when it says nothing: a size that is a power of two stands in no path.</returns>
    public static bool TryDerivePrefix(long oldSize, TreeHead newer, ReadOnlySpan<Digest> path, out Digest prefixRoot)
    {
        prefixRoot = default;
        if (oldSize <= 0 || oldSize >= newer.Size || long.IsPow2(oldSize))
        {
            return false;
        }

        return TryRebuild(new TreeHead(oldSize, default), newer.Size, path, out prefixRoot, out var newRoot) && newRoot == newer.Root;
    }

    private static bool TryRebuild(TreeHead older, long newSize, ReadOnlySpan<Digest> path, out Digest oldRoot, out Digest newRoot)
    {
        oldRoot = newRoot = default;
        if (path.IsEmpty)
        {
            return false;
        }

        // An old tree that is a perfect subtree is its own first node, which the path leaves out.
        var isPerfect = long.IsPow2(older.Size);
        oldRoot = newRoot = isPerfect ? older.Root : path[0];
        var (place, last) = (older.Size - 1, newSize - 1);
        while ((place & 1) == 1)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        foreach (var hash in isPerfect ? path : path[1..])
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                oldRoot = MerkleHash.Node(hash, oldRoot);
                newRoot = MerkleHash.Node(hash, newRoot);
                (place, last) = SkipLevelsWithoutSibling(place, last);
            }
            else
            {
                newRoot = MerkleHash.Node(newRoot, hash);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0;
    }

    /// <summary>On the right edge a node without a sibling is its own parent: those levels add no hash.</summary>
    private static (long Place, long Last) SkipLevelsWithoutSibling(long place, long last)
    {
        while ((place & 1) == 0 && place != 0)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        return (place, last);
    }

    private static bool HasRootOfItsSize(TreeHead head) => head.Size != 0 || head.Root == MerkleHash.EmptyRoot;
}
