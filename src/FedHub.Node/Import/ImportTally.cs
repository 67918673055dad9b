namespace FedHub.Node.Import;

/// <summary>Adds batches up and tells progress.</summary>
internal sealed class ImportTally(ImportOptions options, IProgress<ImportProgress>? progress)
{
    private readonly List<ImportFinding> _findings = [];
    private ImportCounts _counts = new();
    private long _omitted;

    internal void Add(ImportBatchResult batch)
    {
        _counts = new ImportCounts
        {
            LinesRead = _counts.LinesRead + batch.Counts.LinesRead,
            Added = _counts.Added + batch.Counts.Added,
            Updated = _counts.Updated + batch.Counts.Updated,
            Unchanged = _counts.Unchanged + batch.Counts.Unchanged,
            Rejected = _counts.Rejected + batch.Counts.Rejected,
            Warned = _counts.Warned + batch.Counts.Warned,
            KeyCount = _counts.KeyCount + batch.Counts.KeyCount,
        };
        var kept = Math.Min(batch.Findings.Count, options.MaxFindings - _findings.Count);
        _findings.AddRange(batch.Findings.Take(kept));
        _omitted += batch.Findings.Count - kept;
        progress?.Report(new ImportProgress(_counts, batch.Findings));
    }

    internal ImportReport Report(string? stopped) => new(_counts, [.. _findings.OrderBy(finding => finding.Line)], _omitted, stopped);
}
