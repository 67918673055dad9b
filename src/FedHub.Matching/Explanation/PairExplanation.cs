namespace FedHub.Matching;

/// <summary>Why two rows meet or do not.</summary>
/// <param name="Score">What a search with the one would be told of the other: from the kinds of keys that met, as between countries.</param>
/// <param name="Keys">Keys that met, the weightiest first.</param>
/// <param name="InClear">
/// What only somebody sees who holds both rows: the dates side by side, and fields that both have and no key of which met, with near misses.
/// </param>
/// <param name="Words">The names, word by word.</param>
/// <param name="SearchWarnings">Remarks on the first row.</param>
/// <param name="RecordWarnings">Remarks on the second row.</param>
public sealed record PairExplanation(
    MatchScore Score,
    IReadOnlyList<MetKey> Keys,
    IReadOnlyList<FieldReason> InClear,
    IReadOnlyList<WordPair> Words,
    IReadOnlyList<MatchWarning> SearchWarnings,
    IReadOnlyList<MatchWarning> RecordWarnings)
{
    /// <summary>The grade only.</summary>
    public override string ToString() => $"PairExplanation({Score.Grade})";
}
