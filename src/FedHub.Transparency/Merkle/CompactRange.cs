using System.Collections.Immutable;
using System.Numerics;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// The right edge of a tree: the roots of its perfect subtrees, largest first. It is all that appending and the root need,
/// at most 63 hashes for any size.
/// </summary>
/// <remarks>Not safe for use by two threads at once.</remarks>
public sealed class CompactRange
{
    private readonly List<Digest> _roots = [];

    /// <summary>An empty tree.</summary>
    public CompactRange()
    {
    }

    private CompactRange(long count, ReadOnlySpan<Digest> roots)
    {
        Count = count;
        _roots.AddRange(roots);
    }

    /// <summary>How many leaves have been appended.</summary>
    public long Count { get; private set; }

    /// <summary>The roots of the perfect subtrees, largest first: one for each bit set in <see cref="Count"/>.</summary>
    public ImmutableArray<Digest> Roots => [.. _roots];

    /// <summary>Takes up where <see cref="Count"/> and <see cref="Roots"/> left off; false when they do not fit together.</summary>
    public static bool TryRestore(long count, ReadOnlySpan<Digest> roots, out CompactRange? range)
    {
        var fits = count >= 0 && roots.Length == BitOperations.PopCount((ulong)count);
        range = fits ? new CompactRange(count, roots) : null;
        return fits;
    }

    /// <summary>Appends one leaf by its hash.</summary>
    public void Append(Digest leafHash)
    {
        var root = leafHash;

        // As a carry in binary addition: each trailing one of the count is a subtree of the same size to merge with.
        for (var remaining = Count; (remaining & 1) == 1; remaining >>= 1)
        {
            root = MerkleHash.Node(_roots[^1], root);
            _roots.RemoveAt(_roots.Count - 1);
        }

        _roots.Add(root);
        Count++;
    }

    /// <summary>The root of the tree so far.</summary>
    public Digest Root()
    {
        if (_roots.Count == 0)
        {
            return MerkleHash.EmptyRoot;
        }

        var root = _roots[^1];
        for (var i = _roots.Count - 2; i >= 0; i--)
        {
            root = MerkleHash.Node(_roots[i], root);
        }

        return root;
    }
}
