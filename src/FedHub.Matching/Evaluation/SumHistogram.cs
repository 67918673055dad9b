namespace FedHub.Matching;

/// <summary>How many pairs have which sum of weights. Its size does not depend on how many pairs there are.</summary>
public sealed class SumHistogram
{
    // Weights are whole 64ths, so a cell holds one sum exactly; all sums of 256 points and more share the last one.
    private const int MaxPoints = 256;

    private readonly long[] _counts = new long[(MaxPoints * KeyWeights.UnitsPerPoint) + 1];

    /// <summary>Pairs added.</summary>
    public long Total { get; private set; }

    /// <summary>Adds one pair.</summary>
    public void Add(double sum)
    {
        _counts[(int)Math.Min(Math.Round(sum * KeyWeights.UnitsPerPoint), _counts.Length - 1)]++;
        Total++;
    }

    /// <summary>Pairs whose sum reaches the threshold.</summary>
    /// <param name="threshold">At most 256 points.</param>
    public long AtLeast(double threshold)
    {
        var count = 0L;
        for (var i = (int)Math.Ceiling(Math.Max(0, threshold) * KeyWeights.UnitsPerPoint); i < _counts.Length; i++)
        {
            count += _counts[i];
        }

        return count;
    }

    /// <summary>Pairs of exactly this grade; the best grade that their sum reaches counts.</summary>
    public long Of(Grade grade) => grade switch
    {
        Grade.A => AtLeast(Thresholds.A),
        Grade.B => AtLeast(Thresholds.B) - AtLeast(Thresholds.A),
        Grade.C => AtLeast(Thresholds.C) - AtLeast(Thresholds.B),
        _ => Total - AtLeast(Thresholds.C),
    };
}
