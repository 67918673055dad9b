using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>Makes the openings of a bundle for one reader.</summary>
internal sealed class LogOpenings(ILogTreeStore store)
{
    /// <summary>The bundle's openings, as far as they are this reader's; null when the bundle is not published.</summary>
    internal async ValueTask<byte[]?> ReadAsync(BundleId bundle, LogReader reader, CancellationToken cancellationToken)
    {
        // An index from outside may be as large as any: first compared, then multiplied.
        var head = await store.ReadHeadAsync(cancellationToken);
        if (head is null || bundle.Index > head.Head.Size / TileLayout.FullWidth || (bundle.Index * TileLayout.FullWidth) + bundle.Width > head.Head.Size)
        {
            return null;
        }

        var first = bundle.Index * TileLayout.FullWidth;
        var entries = await store.ReadAsync(first, bundle.Width, cancellationToken);
        return OpeningBundle.Encode(bundle, [.. entries.Select(entry => Opening(entry, reader)).OfType<ServedOpening>()]);
    }

    private static ServedOpening? Opening(StoredLogEntry entry, LogReader reader)
    {
        if (entry.Opening is not { } opening)
        {
            return ServedOpening.Erased(entry.Index);
        }

        // What cannot be read cannot be shown to be this reader's; fsck names such an entry.
        return !AuditPayload.TryDecode(opening.Payload.Span, out var payload) ? null : reader.FormOf(payload) switch
        {
            OpeningForm.Whole => ServedOpening.Whole(entry.Index, opening),
            OpeningForm.Metadata => ServedOpening.Metadata(entry.Index, AuditMetadata.Of(payload)),
            _ => null,
        };
    }
}
