using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>How an import ended.</summary>
/// <param name="Report">Counts and findings.</param>
/// <param name="ResumedAfterLine">The line behind which it went on; 0 when it began at the beginning.</param>
/// <param name="SearchableFrom">From when on new records are found; null when the node does not run, or nothing was written.</param>
/// <param name="ThroughNode">Whether the running node took the records.</param>
internal sealed record NodeImportResult(ImportReport Report, long ResumedAfterLine, DateTimeOffset? SearchableFrom, bool ThroughNode);
