namespace FedHub.Node.Import;

/// <summary>Adds batches up and tells progress.</summary>
internal sealed class ImportTally(ImportOptions options, IProgress<ImportProgress>? progress)
{
    private readonly List<ImportFinding> _findings = [];
    private ImportCounts _counts = new();
    private long _omitted;

    internal void Add(ImportBatchResult batch)
    {
        _counts += batch.Counts;
        var kept = Math.Min(batch.Findings.Count, options.MaxFindings - _findings.Count);
        _findings.AddRange(batch.Findings.Take(kept));
        _omitted += batch.Findings.Count - kept;
        progress?.Report(new ImportProgress(_counts, batch.Findings));
    }

    /// <summary>A remark on the file as a whole.</summary>
    internal void Add(ImportFinding finding) => Add(new ImportBatchResult(new ImportCounts(), [finding]));

    internal ImportReport Report(string? stopped) => new(_counts, [.. _findings.OrderBy(finding => finding.Line)], _omitted, stopped);
}
