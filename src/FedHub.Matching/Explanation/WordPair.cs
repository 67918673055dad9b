namespace FedHub.Matching;

/// <summary>Words of two names that stand for each other. They are names: show them only to who holds both.</summary>
/// <param name="Search">Word of the name searched for, or null.</param>
/// <param name="Record">Word of the record's name, or null.</param>
/// <param name="Likeness">How alike they are.</param>
public sealed record WordPair(string? Search, string? Record, WordLikeness Likeness)
{
    /// <summary>The likeness only.</summary>
    public override string ToString() => $"WordPair({Likeness})";
}
