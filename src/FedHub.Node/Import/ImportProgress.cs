namespace FedHub.Node.Import;

/// <summary>How far an import is; sent after each durable batch.</summary>
/// <param name="Counts">Totals so far; everything counted as added, updated or unchanged is durable.</param>
/// <param name="NewFindings">Findings since the last progress.</param>
public sealed record ImportProgress(ImportCounts Counts, IReadOnlyList<ImportFinding> NewFindings);
