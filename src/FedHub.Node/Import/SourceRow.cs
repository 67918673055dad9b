namespace FedHub.Node.Import;

/// <summary>One record of a source, in the order of the source's columns.</summary>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Cells">Its cells; empty when it is broken.</param>
/// <param name="Broken">Why it cannot be read; null when it can.</param>
/// <param name="BrokenColumn">The column that is to blame; empty for the whole line.</param>
internal sealed record SourceRow(long Line, IReadOnlyList<string> Cells, string? Broken = null, string BrokenColumn = "")
{
    public override string ToString() => $"SourceRow({Line})";
}
