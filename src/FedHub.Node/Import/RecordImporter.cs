using FedHub.Node.Keys;
using FedHub.Node.Storage;

namespace FedHub.Node.Import;

/// <summary>Imports records from CSV. Idempotent by record id: a second run of the same file changes nothing, so a broken-off import is simply run again.</summary>
public sealed class RecordImporter(NodeDatabase database, NodeKeys keys, TimeProvider time)
{
    /// <summary>Reads a file to its end. Good lines go in, bad ones are reported; each batch is durable before it is reported.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the batches reported so far are in.</exception>
    public Task<ImportReport> ImportAsync(
        Stream csv, ImportMapping mapping, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(time);
        throw new NotSupportedException();
    }
}
