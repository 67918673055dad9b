using FedHub.Cryptography;

namespace FedHub.Node.Import;

/// <summary>One import on its way: what was in before is passed over, the rest goes in batch by batch.</summary>
internal sealed class ImportRun(
    TextLineReader lines, IRowSource rows, ImportBatch batch, ImportTally tally, ImportOptions options, ImportPoints points, byte[] key)
{
    private const int PassOverSize = 2_000;

    /// <summary>Reads the lines that an earlier run made durable, for their findings and so that none of their records is taken twice.</summary>
    /// <returns>Why the import cannot go on, or null.</returns>
    internal async Task<string?> PassOverAsync(CancellationToken cancellationToken)
    {
        while (lines.Number < options.ResumeAfterLine)
        {
            if (await rows.ReadAsync(cancellationToken) is not { } row)
            {
                return Shorter();
            }

            batch.Add(row);
            if (batch.Count >= PassOverSize)
            {
                tally.Add(batch.PassOver(cancellationToken));
            }
        }

        if (options.ResumeAfterLine == 0)
        {
            return null;
        }

        tally.Add(batch.PassOver(cancellationToken));
        var point = await points.FindAsync(key, cancellationToken);
        if (point is null || point.Line < lines.Number)
        {
            return Shorter();
        }

        // Further on: the run before was still committing a batch when the caller compared the file. Its lines are read again, and are as they were.
        return point.Line > lines.Number || point.Digest == Digest.FromBytes(lines.DigestSoFar()) ? null : Shorter();
    }

    /// <summary>Reads to the end.</summary>
    internal async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        while (await rows.ReadAsync(cancellationToken) is { } row)
        {
            batch.Add(row);
            if (batch.Count >= options.BatchSize)
            {
                var point = Point();
                tally.Add(await batch.CommitAsync(connection => points.Save(connection, key, point), cancellationToken));
            }
        }

        var last = Point();
        tally.Add(await batch.CommitAsync(connection => points.Finish(connection, key, last), cancellationToken));
        foreach (var column in rows.NeverSeen())
        {
            tally.Add(new ImportFinding(0, column, "no line has this name, which the mapping reads; check its spelling", Rejected: false) { Code = "never-seen" });
        }

        return null;
    }

    private ImportPoint Point() => new(lines.Number, Digest.FromBytes(lines.DigestSoFar()), batch.LastChange);

    private static string Shorter() => "The file is not the one that was broken off. Nothing of it was taken; run the import with --from-start.";
}
