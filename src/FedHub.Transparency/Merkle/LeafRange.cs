using System.Numerics;
using System.Runtime.InteropServices;

namespace FedHub.Transparency;

/// <summary>The leaves from <paramref name="Start"/> to before <paramref name="End"/>, as one subtree of a proof.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafRange(long Start, long End)
{
    internal long Count => End - Start;

    /// <summary>The largest power of two strictly below the count, where RFC 6962 splits a tree of two leaves or more.</summary>
    internal long SplitPoint => Start + (1L << (BitOperations.Log2((ulong)Count - 1)));

    internal (LeafRange Left, LeafRange Right) Split() => (new LeafRange(Start, SplitPoint), new LeafRange(SplitPoint, End));

    /// <summary>The perfect subtrees that make up the range, left to right. Its start must be a multiple of the power of two that covers it.</summary>
    internal IEnumerable<(int Height, long Index)> PerfectSubtrees()
    {
        var position = Start;
        for (var height = BitOperations.Log2((ulong)Count); height >= 0; height--)
        {
            if ((Count >> height & 1) == 1)
            {
                yield return (height, position >> height);
                position += 1L << height;
            }
        }
    }
}
