using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Import;

/// <summary>Collects rows, then makes all of them durable in one commit.</summary>
internal sealed class ImportBatch(NodeDatabase database, RecordSealer sealer, RowReader reader, ImportOptions options, string? lastChange, TimeProvider time)
{
    private readonly List<PreparedRow> _rows = [];
    private readonly SeenRecords _seen = new();

    internal int Count => _rows.Count;

    /// <summary>The newest value of the change column: of the rows so far, or of the import before.</summary>
    internal string? LastChange { get; private set; } = lastChange;

    internal void Add(SourceRow row)
    {
        _rows.Add(new PreparedRow(row, reader.NewFindings(row)));
        LastChange = reader.ChangeOf(row) ?? LastChange;
    }

    /// <summary>Derives, stretches, encrypts and writes; then begins anew.</summary>
    /// <param name="alongside">Runs in the batch's commit.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    internal async Task<ImportBatchResult> CommitAsync(Action<SqliteConnection> alongside, CancellationToken cancellationToken)
    {
        Prepare(cancellationToken);
        Compare(time.GetUtcNow());
        InParallel(DeriveAndSeal, cancellationToken);
        if (!options.DryRun)
        {
            await WriteAsync(alongside, cancellationToken);
        }

        return Finish();
    }

    /// <summary>Notes the batch's records without touching the store: an earlier run made them durable.</summary>
    internal ImportBatchResult PassOver(CancellationToken cancellationToken)
    {
        Prepare(cancellationToken);
        foreach (var row in _rows.Where(row => row.Row is not null))
        {
            row.Change = RowChange.PassedOver;
        }

        return Finish();
    }

    /// <summary>Reads all rows; then, in their order, refuses those whose record stood in the file before.</summary>
    private void Prepare(CancellationToken cancellationToken)
    {
        InParallel(
            row =>
            {
                row.Row = reader.Read(row.Source, row.Findings);
                if (row.Row is { } read)
                {
                    row.Reference = sealer.Reference(read.RecordId);
                }
            },
            cancellationToken);
        foreach (var row in _rows.Where(row => row.Row is not null))
        {
            if (_seen.Add(row.Reference, row.Source.Line) is var first and > 0)
            {
                row.Findings.RejectColumn("", FormattableString.Invariant($"the record id stands in line {first} already; only that line was taken"));
                row.Row = null;
            }
        }

        InParallel(Encode, cancellationToken);
    }

    private void Encode(PreparedRow row)
    {
        if (row.Row is { Content: { } content } read)
        {
            row.Encoded = RecordContentCodec.Encode(content);
            row.ContentMac = sealer.ContentMac(read.Collection, row.Encoded);
        }
    }

    /// <summary>Tells what each row changes.</summary>
    private void Compare(DateTimeOffset now)
    {
        var good = _rows.Where(row => row.Row is not null).ToList();
        var known = database.Read(connection => RecordStore.Find(connection, good.ConvertAll(row => row.Reference)));
        for (var i = 0; i < good.Count; i++)
        {
            var row = good[i];
            row.Exists = known[i].Exists;
            var isOver = row.Row!.Content is { ExpiresAt: { } expiresAt } && expiresAt <= now;
            if (isOver)
            {
                row.Findings.WarnField(RecordSchema.ExpiresAt, "expired", "over already: the record is not kept");
            }

            row.Change = isOver || row.Row.Content is null ? Withdrawal(row) : Change(row, known[i].CurrentMac);
        }
    }

    private static RowChange Withdrawal(PreparedRow row) => row.Exists ? RowChange.Withdrawn : RowChange.Unchanged;

    private static RowChange Change(PreparedRow row, byte[]? currentMac)
    {
        if (currentMac is not null && row.ContentMac.AsSpan().SequenceEqual(currentMac))
        {
            return RowChange.Unchanged;
        }

        return row.Exists ? RowChange.Updated : RowChange.Added;
    }

    private void DeriveAndSeal(PreparedRow row)
    {
        if (row is not { Change: RowChange.Added or RowChange.Updated, Row: { Content: { } content } read })
        {
            return;
        }

        row.Derived = SearchKeys.ForRecord(content.ToSubject());
        foreach (var warning in row.Derived.Warnings)
        {
            row.Findings.Warn(reader.HeaderOf(warning.Field), WarningWords.Of(warning.Code), warning.Message);
        }

        if (row.Derived.Keys.Count == 0)
        {
            row.Findings.Warn("", "no-key", "no search key can be derived: nobody will find this record");
        }

        if (!options.DryRun)
        {
            row.Sealed = sealer.Seal(read.Collection, content, row.Encoded, row.Derived);
        }
    }

    private async Task WriteAsync(Action<SqliteConnection> alongside, CancellationToken cancellationToken)
    {
        var records = _rows.Select(row => row.Sealed).OfType<SealedRecord>().ToList();
        var withdrawn = _rows.Where(row => row.Change == RowChange.Withdrawn).Select(row => row.Reference).ToList();
        var now = time.GetUtcNow();

        // A crash before this completes leaves none of the batch, after it all and the point behind it: the next run goes on from there.
        await database.WriteAsync(
            connection =>
            {
                RecordStore.Write(connection, records, now);
                withdrawn.ForEach(reference => RecordStore.Withdraw(connection, reference));
                alongside(connection);
                return true;
            },
            cancellationToken);
    }

    private ImportBatchResult Finish()
    {
        long Of(RowChange change) => _rows.Count(row => row.Change == change && row.Row is not null);
        var result = new ImportBatchResult(
            new ImportCounts
            {
                LinesRead = _rows.Count,
                Added = Of(RowChange.Added),
                Updated = Of(RowChange.Updated),
                Unchanged = Of(RowChange.Unchanged),
                Withdrawn = Of(RowChange.Withdrawn),
                PassedOver = Of(RowChange.PassedOver),
                Rejected = _rows.Count(row => row.Row is null),
                Warned = _rows.Count(row => row.Row is not null && row.Findings.All.Count > 0),
                KeyCount = _rows.Sum(row => row.Derived?.Keys.Count ?? 0),
            },
            [.. _rows.SelectMany(row => row.Findings.All)]);
        _rows.Clear();
        return result;
    }

    private void InParallel(Action<PreparedRow> work, CancellationToken cancellationToken) => Parallel.ForEach(
        _rows,
        new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? -1 : options.Threads, CancellationToken = cancellationToken },
        work);
}
