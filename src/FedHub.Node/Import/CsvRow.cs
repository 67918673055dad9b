namespace FedHub.Node.Import;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Cells">Its cells; empty when it is broken.</param>
/// <param name="Broken">Why it cannot be read; null when it can.</param>
internal sealed record CsvRow(long Line, IReadOnlyList<string> Cells, string? Broken = null)
{
    public override string ToString() => $"CsvRow({Line})";
}
