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
        foreach (var bundle in TileLayout.Bundles(size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (opened, finding) = await OpenedBundle.ReadAsync(log, bundle, await log.ReadOpeningsAsync(bundle, cancellationToken), cancellationToken);
            if (opened is null)
            {
                return (count, finding);
            }

            count = Add(count, opened.Entries);
            progress?.Report(count.All);
        }

        return (count, null);
    }

    public static OpeningsCount Add(OpeningsCount count, IEnumerable<OpenedEntry> entries) => entries.Aggregate(count, (sum, entry) => entry.Form switch
    {
        OpeningForm.Whole => sum with { Whole = sum.Whole + 1 },
        OpeningForm.Metadata => sum with { Metadata = sum.Metadata + 1 },
        OpeningForm.Erased => sum with { Erased = sum.Erased + 1 },
        _ => sum with { Withheld = sum.Withheld + 1 },
    });
}
