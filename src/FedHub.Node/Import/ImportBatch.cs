using System.Buffers.Binary;
using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Node.Storage;

namespace FedHub.Node.Import;

/// <summary>Collects rows, then makes all of them durable in one commit.</summary>
internal sealed class ImportBatch(NodeDatabase database, RecordSealer sealer, RowReader reader, ImportOptions options, TimeProvider time)
{
    private readonly List<ImportFinding> _findings = [];
    private readonly List<Candidate> _candidates = [];

    // Half of each record's reference, with the line it first stood in: a file of ten million lines costs some 500 MB.
    private readonly Dictionary<UInt128, long> _lineOfRecord = [];

    internal int Count { get; private set; }

    internal void Add(CsvRow row)
    {
        Count++;
        if (reader.Read(row, _findings) is not { } read)
        {
            return;
        }

        var reference = sealer.Reference(read.Content.RecordId);
        if (!_lineOfRecord.TryAdd(BinaryPrimitives.ReadUInt128BigEndian(reference), row.Line))
        {
            var first = _lineOfRecord[BinaryPrimitives.ReadUInt128BigEndian(reference)];
            _findings.Add(new ImportFinding(row.Line, "", $"the record id stands in line {first} already; only that line was taken", Rejected: true));
            return;
        }

        _candidates.Add(new Candidate(read, reference, RecordContentCodec.Encode(read.Content)));
    }

    /// <summary>Derives, stretches, encrypts and writes; then begins anew.</summary>
    internal async Task<ImportBatchResult> CommitAsync(CancellationToken cancellationToken)
    {
        var known = database.Read(connection => _candidates.ConvertAll(candidate => RecordStore.Find(connection, candidate.Reference)));
        var changed = new List<(Candidate Candidate, bool Exists)>();
        for (var i = 0; i < _candidates.Count; i++)
        {
            var candidate = _candidates[i];
            var mac = sealer.ContentMac(candidate.Row.Collection, candidate.Encoded);
            if (known[i].CurrentMac is not { } stored || !mac.AsSpan().SequenceEqual(stored))
            {
                changed.Add((candidate, known[i].Exists));
            }
        }

        var derived = new DerivedKeys[changed.Count];
        var records = new SealedRecord[changed.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? -1 : options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, changed.Count, parallel, i =>
        {
            var candidate = changed[i].Candidate;
            derived[i] = SearchKeys.ForRecord(candidate.Row.Content.ToSubject());
            if (!options.DryRun)
            {
                records[i] = sealer.Seal(candidate.Row.Collection, candidate.Row.Content, candidate.Encoded, derived[i]);
            }
        });
        if (!options.DryRun && records.Length > 0)
        {
            // A crash before this completes leaves none of the batch, after it all; the next run finds either way what is there.
            var now = time.GetUtcNow();
            await database.WriteAsync(connection => { RecordStore.Write(connection, records, now); return true; }, cancellationToken);
        }

        return Finish(changed, derived);
    }

    private ImportBatchResult Finish(List<(Candidate Candidate, bool Exists)> changed, DerivedKeys[] derived)
    {
        for (var i = 0; i < derived.Length; i++)
        {
            AddWarnings(changed[i].Candidate.Row, derived[i]);
        }

        var rejected = _findings.Count(finding => finding.Rejected);
        var result = new ImportBatchResult(
            new ImportCounts
            {
                LinesRead = Count,
                Added = changed.Count(record => !record.Exists),
                Updated = changed.Count(record => record.Exists),
                Unchanged = _candidates.Count - changed.Count,
                Rejected = rejected,
                Warned = _findings.Where(finding => !finding.Rejected).DistinctBy(finding => finding.Line).Count(),
                KeyCount = derived.Sum(keys => keys.Keys.Count),
            },
            [.. _findings.OrderBy(finding => finding.Line)]);
        Count = 0;
        _findings.Clear();
        _candidates.Clear();
        return result;
    }

    private void AddWarnings(ImportRow row, DerivedKeys derived)
    {
        foreach (var warning in derived.Warnings)
        {
            _findings.Add(new ImportFinding(row.Line, reader.HeaderOf(warning.Field), warning.Message, Rejected: false));
        }

        if (derived.Keys.Count == 0)
        {
            _findings.Add(new ImportFinding(row.Line, "", "no search key can be derived: nobody will find this record", Rejected: false));
        }
    }

    private sealed record Candidate(ImportRow Row, byte[] Reference, byte[] Encoded)
    {
        public override string ToString() => nameof(Candidate);
    }
}
