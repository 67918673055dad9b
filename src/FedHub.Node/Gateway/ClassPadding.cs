using System.Diagnostics;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>Padding of one class of one query: the same in every slot of the class, as the blinded elements are.</summary>
/// <remarks>
/// Were the padding different in two slots while the searched elements are alike, an owner of both would see by comparing which
/// elements are padding (ADR 0006).
/// </remarks>
internal static class ClassPadding
{
    /// <summary>Length of a seed: 32 random bytes for each query and class, kept in the sealed search record only.</summary>
    public const int SeedSize = 32;

    /// <summary>hash-to-group("fedhub class pad v1" ‖ seed ‖ u8(place)).</summary>
    public static GroupElement Element(ReadOnlySpan<byte> seed, int place)
    {
        Debug.Assert(seed.Length == SeedSize && place is >= 0 and < Voprf.MaxBatchCount, "A seed has 32 bytes and a part 32 places.");
        return Voprf.HashToGroup([.. "fedhub class pad v1"u8, .. seed, (byte)place]);
    }

    /// <summary>Fills a batch up from <paramref name="used"/> on.</summary>
    public static void Fill(GroupElement[] padded, int used, ReadOnlySpan<byte> seed)
    {
        for (var place = used; place < padded.Length; place++)
        {
            padded[place] = Element(seed, place);
        }
    }
}
