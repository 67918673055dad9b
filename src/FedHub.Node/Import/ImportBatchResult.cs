namespace FedHub.Node.Import;

/// <summary>What came of one batch.</summary>
internal sealed record ImportBatchResult(ImportCounts Counts, IReadOnlyList<ImportFinding> Findings);
