using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>Which subtrees' roots a proof consists of, in its order (RFC 6962 §2.1.1 and §2.1.2).</summary>
internal static class ProofPlan
{
    /// <summary>PATH(index, D[size]): the leaf's sibling first, a child of the root last.</summary>
    internal static ImmutableArray<LeafRange> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var siblings = new Stack<LeafRange>();
        var range = new LeafRange(0, size);
        while (range.Count > 1)
        {
            var (left, right) = range.Split();
            (range, var sibling) = index < right.Start ? (left, right) : (right, left);
            siblings.Push(sibling);
        }

        return [.. siblings];
    }

    /// <summary>PROOF(oldSize, D[newSize]); empty when either is all there is to say.</summary>
    internal static ImmutableArray<LeafRange> Consistency(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize)
        {
            return [];
        }

        var nodes = new Stack<LeafRange>();
        var range = new LeafRange(0, newSize);
        while (range.End != oldSize)
        {
            var (left, right) = range.Split();
            (range, var sibling) = oldSize <= right.Start ? (left, right) : (right, left);
            nodes.Push(sibling);
        }

        // What is left is a subtree that both trees have whole. The verifier knows its root when it is all of the old tree.
        if (range.Start != 0)
        {
            nodes.Push(range);
        }

        return [.. nodes];
    }
}
