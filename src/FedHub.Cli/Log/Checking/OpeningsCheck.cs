using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>Holds all openings that are served against the entries of a log that was verified.</summary>
internal static class OpeningsCheck
{
    public static async Task<(OpeningsCount Count, OpeningFinding? Finding)> RunAsync(
        IPublishedLog log, long size, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var count = default(OpeningsCount);
        var erasures = new ErasureLedger();
        foreach (var bundle in TileLayout.Bundles(size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (opened, finding) = await OpenedBundle.ReadAsync(log, bundle, await log.ReadOpeningsAsync(bundle, cancellationToken), cancellationToken);
            if (opened is null)
            {
                return (count, finding);
            }

            count = Add(count, opened.Entries);
            AddErasures(erasures, opened.Entries);
            progress?.Report(count.All);
        }

        return (count, FindingOf(erasures));
    }

    public static OpeningsCount Add(OpeningsCount count, IEnumerable<OpenedEntry> entries) => entries.Aggregate(count, (sum, entry) => entry.Form switch
    {
        OpeningForm.Whole => sum with { Whole = sum.Whole + 1 },
        OpeningForm.Metadata => sum with { Metadata = sum.Metadata + 1 },
        OpeningForm.Erased => sum with { Erased = sum.Erased + 1 },
        _ => sum with { Withheld = sum.Withheld + 1 },
    });

    private static void AddErasures(ErasureLedger erasures, IEnumerable<OpenedEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Form == OpeningForm.Erased)
            {
                erasures.AddErased(entry.Index);
            }
            else if (entry.Form == OpeningForm.Whole && Erasure.TryRead(entry.Index, entry.Payload!, out var erasure))
            {
                erasures.Add(erasure);
            }
        }
    }

    /// <summary>That a payload is erased is the server's word; the log has to say so too. A copy may hold more than is left: fewer are no fault.</summary>
    private static OpeningFinding? FindingOf(ErasureLedger erasures)
    {
        const string Next = "If it was just erased, the log says so in a minute; if not, ask the hub's operator what became of it";
        if (erasures.FirstUnannounced() is { } index)
        {
            return new OpeningFinding(index, IsProven: false, FormattableString.Invariant($"entry {index} is served as erased, and no payloads-erased entry of the log says so. {Next}"));
        }

        return erasures.Count > erasures.Announced
            ? new OpeningFinding(0, IsProven: false, FormattableString.Invariant($"{erasures.Count} entries are served as erased, and the log's payloads-erased entries make {erasures.Announced}. {Next}"))
            : null;
    }
}
