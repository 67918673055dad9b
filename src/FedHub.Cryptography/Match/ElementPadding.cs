namespace FedHub.Cryptography.Match;

/// <summary>Fills a part up to 1, 8 or 32 elements, so that its size says little about how many keys were searched.</summary>
public static class ElementPadding
{
    /// <summary>Length of a padding seed: 32 bytes.</summary>
    public const int SeedSize = 32;

    private const int MaxInputSize = 13 + SeedSize + 1;

    /// <summary>The size that a part of so many elements is padded to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 32.</exception>
    public static int PaddedCount(int count) => count switch
    {
        1 => 1,
        >= 2 and <= 8 => 8,
        > 8 and <= Voprf.MaxBatchCount => Voprf.MaxBatchCount,
        _ => throw new ArgumentOutOfRangeException(nameof(count), "A part has 1 to 32 elements."),
    };

    /// <summary>Appends <see cref="Element"/> of each further place.</summary>
    /// <returns>The elements and the padding, 1, 8 or 32 in all.</returns>
    public static GroupElement[] Pad(IReadOnlyList<GroupElement> elements, ReadOnlySpan<byte> seed)
    {
        var padded = new GroupElement[PaddedCount(elements.Count)];
        for (var i = 0; i < padded.Length; i++)
        {
            padded[i] = i < elements.Count ? elements[i] : Element(seed, i);
        }

        return padded;
    }

    /// <summary>hash-to-group("fedhub pad v1" ‖ seed ‖ u8(place)).</summary>
    /// <remarks>
    /// A query blinds and pads each class once and sends the same elements to every slot of that class (ADR 6); the seed is fresh for
    /// each query and class. Whoever opens the sealed search record computes it again and so proves that padding is padding.
    /// </remarks>
    /// <param name="seed">32 random bytes that only the sealed search record keeps.</param>
    /// <param name="place">Place in the part, counted from 0.</param>
    public static GroupElement Element(ReadOnlySpan<byte> seed, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Voprf.MaxBatchCount);
        if (seed.Length != SeedSize)
        {
            throw new ArgumentException("A padding seed has 32 bytes.", nameof(seed));
        }

        Span<byte> input = stackalloc byte[MaxInputSize];
        var writer = new LengthPrefixedWriter(input);
        writer.Write("fedhub pad v1"u8);
        writer.Write(seed);
        writer.WriteByte((byte)place);
        return Voprf.HashToGroup(input[..writer.Written]);
    }
}
