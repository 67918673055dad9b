namespace FedHub.Matching;

/// <summary>What searches found among records.</summary>
/// <param name="Own">Sums of each search that means a record with that record.</param>
/// <param name="Strangers">Sums of the pairs of a search and a record of somebody else that share a key.</param>
/// <param name="StrangerPairs">All pairs of a search and a record of somebody else.</param>
public sealed record LinkageFigures(SumHistogram Own, SumHistogram Strangers, long StrangerPairs)
{
    /// <summary>Share of the searches that mean a record whose record's sum reaches the threshold; not a number if there are none.</summary>
    public double Recall(double threshold) => (double)Own.AtLeast(threshold) / Own.Total;

    /// <summary>Share of the pairs of strangers whose sum reaches the threshold; not a number if there are none.</summary>
    public double FalseRate(double threshold) => (double)Strangers.AtLeast(threshold) / StrangerPairs;

    /// <summary>Counts only.</summary>
    public override string ToString() => $"LinkageFigures({Own.Total} searches, {StrangerPairs} pairs of strangers)";
}
