using FedHub.Node.Keys;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Import;

/// <summary>Imports records from CSV or JSON lines. Idempotent by record id: a second run of the same file changes nothing, so a broken-off import is simply run again.</summary>
public sealed class RecordImporter(NodeDatabase database, NodeKeys keys, TimeProvider time)
{
    /// <summary>How far an earlier run of the same import is durable; null when there was none or it was read to its end.</summary>
    /// <param name="mapping">Mapping.</param>
    /// <param name="source">As in <see cref="ImportOptions.Source"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImportPoint?> FindPointAsync(ImportMapping mapping, string source, CancellationToken cancellationToken)
    {
        using var points = new ImportPoints(database, keys, time);
        return await points.FindAsync(ImportPoints.KeyOf(mapping, source), cancellationToken);
    }

    /// <summary>Reads a file to its end. Good lines go in, bad ones are reported; each batch is durable before it is reported.</summary>
    /// <param name="file">The file, read once from where it stands; left open.</param>
    /// <param name="mapping">How to read it.</param>
    /// <param name="options">How to go about it.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    /// <param name="cancellationToken">Breaks off between batches.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the batches reported so far are in.</exception>
    /// <exception cref="FedHubException">The database can no longer be written; the batches reported so far are in.</exception>
    public async Task<ImportReport> ImportAsync(
        Stream file, ImportMapping mapping, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var sealer = new RecordSealer(keys);
        using var points = new ImportPoints(database, keys, time);
        var tally = new ImportTally(options, progress);
        await using var sampled = await SampledStream.ReadAsync(file, cancellationToken);
        if (TextEncodingCheck.Refuse(sampled.Sample.Span, mapping.IsWindows1251) is { } wrongEncoding)
        {
            return tally.Report(wrongEncoding);
        }

        using var lines = new TextLineReader(sampled, TextEncodingCheck.Encoding(mapping.IsWindows1251));
        IRowSource rows = mapping.IsJsonLines ? new JsonRowSource(lines, mapping) : new CsvRowSource(lines, mapping);
        if (await rows.OpenAsync(cancellationToken) is { } unreadable)
        {
            return tally.Report(unreadable);
        }

        var key = ImportPoints.KeyOf(mapping, options.Source);
        var before = mapping.ChangeColumn is null ? null : await points.FindAsync(key, cancellationToken);
        var batch = new ImportBatch(database, sealer, new RowReader(mapping, rows.Columns), options, before?.Change, time);
        var run = new ImportRun(lines, rows, batch, tally, options, points, key);
        try
        {
            return tally.Report(await run.PassOverAsync(cancellationToken) ?? await run.RunAsync(cancellationToken));
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL)
        {
            // SQLite has undone the batch; what was committed before stands.
            return tally.Report("The disk of the node's data directory is full. What is counted here is in and durable. Free some space, then run the same import again: it goes on from there.");
        }
        catch (SqliteDatabaseException exception)
        {
            throw new FedHubException(ErrorCode.Unavailable, $"{exception.Message} What the import has counted is in; run the same import again afterwards.");
        }
    }
}
