using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>A tile with its hashes.</summary>
/// <param name="Id">Its name; its width says how many hashes there are.</param>
/// <param name="Hashes">The hashes one after the other, 32 bytes each.</param>
public sealed record Tile(TileId Id, ReadOnlyMemory<byte> Hashes)
{
    /// <summary>One hash of it.</summary>
    public Digest this[int position] => Digest.FromBytes(Hashes.Span.Slice(position * Digest.Size, Digest.Size));

    /// <summary>The root over all of its hashes: for a full tile the hash that stands for it one level up.</summary>
    public Digest Root() => TileHash.Root(Hashes.Span);
}
