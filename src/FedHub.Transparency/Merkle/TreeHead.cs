using System.Runtime.InteropServices;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>What a tree was at one moment: its size and the root over so many leaves.</summary>
/// <param name="Size">How many leaves; not negative.</param>
/// <param name="Root">The RFC 6962 root over them; <see cref="MerkleHash.EmptyRoot"/> for none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TreeHead(long Size, Digest Root)
{
    /// <summary>The tree without leaves.</summary>
    public static TreeHead Empty { get; } = new(0, MerkleHash.EmptyRoot);
}
