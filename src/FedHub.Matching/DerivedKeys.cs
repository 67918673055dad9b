namespace FedHub.Matching;

/// <summary>The keys of one subject, weightiest first within each class, and what the subject's owner should know about them.</summary>
/// <param name="Keys">Distinct by kind and value.</param>
/// <param name="Warnings">Why something gave no key, or deserves a second look.</param>
public sealed record DerivedKeys(IReadOnlyList<SearchKey> Keys, IReadOnlyList<MatchWarning> Warnings)
{
    /// <summary>Counts only: the keys are identifiers.</summary>
    public override string ToString() => $"DerivedKeys({Keys.Count} keys, {Warnings.Count} warnings)";
}
