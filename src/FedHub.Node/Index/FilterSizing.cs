using System.Numerics;

namespace FedHub.Node.Index;

/// <summary>How long a filter's tags are and to how many entries it is padded.</summary>
public static class FilterSizing
{
    /// <summary>34.</summary>
    public const int MinTagBits = 34;

    /// <summary>64.</summary>
    public const int MaxTagBits = 64;

    /// <summary>Entries of each delta, padding included: 1,024.</summary>
    public const int DeltaEntryCount = 1024;

    private const int FalsePositiveBits = 30;
    private const int FirstExponent = 20;

    /// <summary>30 + ⌈log2 n⌉, from 34 to 64: a false positive is rarer than 2^-30.</summary>
    /// <param name="entryCount">The base after padding and all deltas that the epoch can have.</param>
    public static int TagBits(long entryCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entryCount);
        var log = entryCount == 1 ? 0 : BitOperations.Log2((ulong)(entryCount - 1)) + 1;
        return Math.Clamp(FalsePositiveBits + log, MinTagBits, MaxTagBits);
    }

    /// <summary>The next step of the ladder ⌈2^(k/2)⌉ from 1,024 up: what a filter of so many entries is padded to.</summary>
    public static long PaddedCount(long entryCount)
    {
        for (var k = FirstExponent; ; k++)
        {
            var step = Step(k);
            if (step >= entryCount)
            {
                return step;
            }
        }
    }

    /// <summary>⌈2^(k/2)⌉ without floating point: the least s with s² ≥ 2^k.</summary>
    private static long Step(int k)
    {
        if (k % 2 == 0)
        {
            return 1L << (k / 2);
        }

        // √2 · 2^((k-1)/2) to the nearest whole number or so, then put right.
        var step = (long)(Math.Sqrt(2) * (1L << (k / 2)));
        var square = UInt128.One << k;
        while ((UInt128)step * (UInt128)step < square)
        {
            step++;
        }

        while ((UInt128)(step - 1) * (UInt128)(step - 1) >= square)
        {
            step--;
        }

        return step;
    }
}
