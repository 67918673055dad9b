namespace FedHub.Node.Policy;

/// <summary>Where something stands in a policy file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public readonly record struct PolicyPlace(string File, int Line, int Column)
{
    /// <summary><c>persons.yaml:17:5</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}");
}
