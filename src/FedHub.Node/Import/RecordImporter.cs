using FedHub.Node.Keys;
using FedHub.Node.Records;
using FedHub.Node.Storage;

namespace FedHub.Node.Import;

/// <summary>Imports records from CSV. Idempotent by record id: a second run of the same file changes nothing, so a broken-off import is simply run again.</summary>
public sealed class RecordImporter(NodeDatabase database, NodeKeys keys, TimeProvider time)
{
    /// <summary>Reads a file to its end. Good lines go in, bad ones are reported; each batch is durable before it is reported.</summary>
    /// <param name="csv">The file, read once from where it stands; left open.</param>
    /// <param name="mapping">How to read it.</param>
    /// <param name="options">How to go about it.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    /// <param name="cancellationToken">Breaks off between batches.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the batches reported so far are in.</exception>
    public async Task<ImportReport> ImportAsync(
        Stream csv, ImportMapping mapping, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var sealer = new RecordSealer(keys);
        var tally = new ImportTally(options, progress);
        await using var sampled = await SampledStream.ReadAsync(csv, cancellationToken);
        if (TextEncodingCheck.Refuse(sampled.Sample.Span, mapping.IsWindows1251) is { } wrongEncoding)
        {
            return tally.Report(wrongEncoding);
        }

        using var lines = new CsvLineReader(sampled, TextEncodingCheck.Encoding(mapping.IsWindows1251));
        var rows = new CsvRowReader(lines, mapping.Delimiter, mapping.Multiline);
        if (await rows.ReadAsync(cancellationToken) is not { } header)
        {
            return tally.Report("The file is empty.");
        }

        if (RowReader.TryCreate(mapping, header, out var reader) is { } misfit)
        {
            return tally.Report(misfit);
        }

        var batch = new ImportBatch(database, sealer, reader!, options, time);
        while (await rows.ReadAsync(cancellationToken) is { } row)
        {
            batch.Add(row);
            if (batch.Count >= options.BatchSize)
            {
                tally.Add(await batch.CommitAsync(cancellationToken));
            }
        }

        tally.Add(await batch.CommitAsync(cancellationToken));
        return tally.Report(stopped: null);
    }
}
