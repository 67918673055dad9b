using System.Security.Cryptography;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>The hashes of an RFC 6962 tree (§2.1): leaves and nodes are told apart by their first byte.</summary>
public static class MerkleHash
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static Digest EmptyRoot { get; } = Digest.Of([]);

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static Digest Leaf(ReadOnlySpan<byte> entry)
    {
        const int stackLimit = 512;
        var size = 1 + entry.Length;
        Span<byte> input = size <= stackLimit ? stackalloc byte[size] : new byte[size];
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        return Digest.Of(input);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Digest Node(Digest left, Digest right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Digest.Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Digest.Size)..]);
        Span<byte> hash = stackalloc byte[Digest.Size];
        SHA256.HashData(input, hash);
        return Digest.FromBytes(hash);
    }
}
