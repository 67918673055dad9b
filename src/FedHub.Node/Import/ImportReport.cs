namespace FedHub.Node.Import;

/// <summary>How an import ended.</summary>
/// <param name="Counts">Totals.</param>
/// <param name="Findings">The first ones, by line.</param>
/// <param name="OmittedFindings">How many more there were.</param>
/// <param name="Stopped">Why the file could not be read on, such as a wrong encoding; null when it was read to its end. What was counted before is in.</param>
public sealed record ImportReport(ImportCounts Counts, IReadOnlyList<ImportFinding> Findings, long OmittedFindings, string? Stopped);
