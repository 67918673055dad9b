using System.Security.Cryptography;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Roots over hashes that lie one after the other, without an allocation a hash.</summary>
internal static class TileHash
{
    private const int PairSize = 2 * Digest.Size;
    private const byte NodePrefix = 1;

    /// <summary>The RFC 6962 root over 1 to 256 hashes as the leaves of a tree.</summary>
    internal static Digest Root(ReadOnlySpan<byte> hashes)
    {
        Span<byte> level = stackalloc byte[TileLayout.FullWidth * Digest.Size];
        hashes.CopyTo(level);
        return Fold(level[..hashes.Length]);
    }

    /// <summary>As <see cref="Root"/>, writing over the hashes.</summary>
    internal static Digest Fold(Span<byte> hashes)
    {
        Span<byte> input = stackalloc byte[1 + PairSize];
        input[0] = NodePrefix;
        var size = hashes.Length;
        while (size > Digest.Size)
        {
            var (read, written) = (0, 0);
            for (; read + PairSize <= size; read += PairSize, written += Digest.Size)
            {
                hashes.Slice(read, PairSize).CopyTo(input[1..]);
                SHA256.HashData(input, hashes.Slice(written, Digest.Size));
            }

            // A hash without a partner rises as it is, which is what splitting at the largest power of two comes to.
            if (read < size)
            {
                hashes.Slice(read, Digest.Size).CopyTo(hashes[written..]);
                written += Digest.Size;
            }

            size = written;
        }

        return Digest.FromBytes(hashes[..Digest.Size]);
    }
}
