using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>The entries of a bundle with what opens them.</summary>
internal sealed class OpenedBundle
{
    private OpenedBundle(IReadOnlyList<OpenedEntry> entries) => Entries = entries;

    public IReadOnlyList<OpenedEntry> Entries { get; }

    /// <summary>Reads a bundle with the openings that a copy has of it.</summary>
    /// <param name="log">The copy. One of the tree alone has no openings: its entries have times and nothing else.</param>
    /// <param name="bundle">Which, as wide as the tree makes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(OpenedBundle? Bundle, OpeningFinding? Finding)> ReadAsync(IPublishedLog log, BundleId bundle, CancellationToken cancellationToken)
    {
        var openings = await log.ReadOpeningsAsync(bundle, cancellationToken);
        if (openings is null && !log.HasOpenings)
        {
            openings = OpeningBundle.Encode(bundle, []);
        }

        return await ReadAsync(log, bundle, openings, cancellationToken);
    }

    /// <summary>Reads a bundle whose entries were verified, and holds the openings served against them.</summary>
    /// <param name="log">Where.</param>
    /// <param name="bundle">Which, as wide as the tree makes it.</param>
    /// <param name="openings">The openings' bytes; null when none are served.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entries, or what is wrong; the first of them when several are.</returns>
    public static async Task<(OpenedBundle? Bundle, OpeningFinding? Finding)> ReadAsync(
        IPublishedLog log, BundleId bundle, ReadOnlyMemory<byte>? openings, CancellationToken cancellationToken)
    {
        var first = bundle.Index * TileLayout.FullWidth;
        if (await log.FindBundleAsync(bundle, cancellationToken) is not { } bytes || !TryLeaves(bytes, bundle.Width, out var leaves))
        {
            return (null, new OpeningFinding(first, IsProven: false, FormattableString.Invariant($"{bundle} cannot be read")));
        }

        if (openings is null)
        {
            return (null, new OpeningFinding(first, IsProven: false, FormattableString.Invariant($"{OpeningsPath.Of(bundle)} is missing")));
        }

        if (!OpeningBundle.TryDecode(openings.Value, bundle, out var served))
        {
            return (null, new OpeningFinding(first, IsProven: false, FormattableString.Invariant($"{OpeningsPath.Of(bundle)} is not a bundle of openings")));
        }

        var byIndex = served.ToDictionary(opening => opening.Index);
        var entries = new List<OpenedEntry>(leaves.Length);
        for (var i = 0; i < leaves.Length; i++)
        {
            var opening = byIndex.GetValueOrDefault(first + i);
            if (FindingOf(first + i, leaves[i], opening, out var payload) is { } finding)
            {
                return (null, finding);
            }

            entries.Add(new OpenedEntry(first + i, leaves[i], opening?.Form ?? OpeningForm.Withheld, payload, opening?.Nonce));
        }

        return (new OpenedBundle(entries), null);
    }

    private static OpeningFinding? FindingOf(long index, AuditLeaf leaf, ServedOpening? opening, out AuditPayload? payload)
    {
        payload = null;
        if (opening is null or { Form: OpeningForm.Erased })
        {
            return null;
        }

        if (opening.Form == OpeningForm.Whole && !opening.Opens(leaf))
        {
            return new OpeningFinding(index, IsProven: true, FormattableString.Invariant($"the payload of entry {index} is not the one that the entry commits to"));
        }

        if (!AuditPayload.TryDecode(opening.Payload.Span, out payload))
        {
            return new OpeningFinding(index, IsProven: opening.Form == OpeningForm.Whole, FormattableString.Invariant($"the payload of entry {index} is not of the log's form"));
        }

        // Nothing vouches for metadata: what is withheld in it can only have been made up.
        return opening.Form == OpeningForm.Metadata && payload.Details.Any(detail => !AuditMetadata.Fields.Contains(detail.Name))
            ? new OpeningFinding(index, IsProven: false, FormattableString.Invariant($"what is served as the metadata of entry {index} has fields that are no metadata, and nothing vouches for them"))
            : null;
    }

    private static bool TryLeaves(ReadOnlyMemory<byte> bundle, int width, out AuditLeaf[] leaves)
    {
        leaves = new AuditLeaf[width];
        var rest = bundle.Span;
        for (var i = 0; i < width; i++)
        {
            if (!EntryBundle.TryReadNext(ref rest, out var entry) || !AuditLeaf.TryDecode(entry, out leaves[i]))
            {
                return false;
            }
        }

        return true;
    }
}
