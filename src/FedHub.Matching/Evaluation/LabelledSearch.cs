namespace FedHub.Matching;

/// <summary>A search of which it is known whom it means.</summary>
/// <param name="Subject">What is searched for.</param>
/// <param name="Record">Place of the record that it means, or null if no record is about that person.</param>
public sealed record LabelledSearch(MatchSubject Subject, int? Record)
{
    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(LabelledSearch);
}
