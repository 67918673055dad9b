using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

/// <summary>RFC 6962 §2.1 as it is written, recursively over all leaves: slow, and short enough to be seen to be right.</summary>
internal static class NaiveMerkle
{
    internal static Digest[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleHash.Leaf(TestLogs.Entry(i)))];

    internal static Digest Root(ReadOnlySpan<Digest> leaves)
    {
        switch (leaves.Length)
        {
            case 0:
                return Digest.Of([]);
            case 1:
                return leaves[0];
            default:
                var split = Split(leaves.Length);
                return Digest.Of([1, .. Root(leaves[..split]).ToArray(), .. Root(leaves[split..]).ToArray()]);
        }
    }

    internal static TreeHead Head(ReadOnlySpan<Digest> leaves) => new(leaves.Length, Root(leaves));

    internal static Digest[] Inclusion(int index, ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        var split = Split(leaves.Length);
        return index < split
            ? [.. Inclusion(index, leaves[..split]), Root(leaves[split..])]
            : [.. Inclusion(index - split, leaves[split..]), Root(leaves[..split])];
    }

    internal static Digest[] Consistency(int oldSize, ReadOnlySpan<Digest> leaves) => Subproof(oldSize, leaves, isWhole: true);

    private static Digest[] Subproof(int oldSize, ReadOnlySpan<Digest> leaves, bool isWhole)
    {
        if (oldSize == leaves.Length)
        {
            return isWhole ? [] : [Root(leaves)];
        }

        var split = Split(leaves.Length);
        return oldSize <= split
            ? [.. Subproof(oldSize, leaves[..split], isWhole), Root(leaves[split..])]
            : [.. Subproof(oldSize - split, leaves[split..], isWhole: false), Root(leaves[..split])];
    }

    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count)
        {
            split *= 2;
        }

        return split;
    }
}
