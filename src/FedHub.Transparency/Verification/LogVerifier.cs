using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// Reads a whole log and verifies it against a checkpoint: every entry against its tile, every tile against the tile above, the root
/// against the checkpoint. It holds one bundle and the tree's right edge, whatever the size; two SHA-256 an entry are its work.
/// </summary>
/// <remarks>The checkpoint's signatures are the caller's to verify, see <see cref="TrustPolicy.Verify"/>.</remarks>
public sealed class LogVerifier(ITileSource source, LogVerifierOptions options)
{
    /// <summary>Verifies from a state up to a checkpoint.</summary>
    /// <param name="head">Size and root of a checkpoint whose signatures were verified.</param>
    /// <param name="from">Where to go on; <see cref="LogVerifierState.Start"/> for all of it.</param>
    /// <param name="cancellationToken">Breaks off between two bundles; the last saved state stays good.</param>
    public async ValueTask<LogVerification> VerifyAsync(TreeHead head, LogVerifierState from, CancellationToken cancellationToken)
    {
        if (from.Head.Size > head.Size)
        {
            return new LogVerification(from, new LogFinding(LogFindingKind.StateAhead, head.Size, from.Head.Size - 1, "checkpoint"));
        }

        _ = TileBuilder.TryRestore(from.Head.Size, from.Partials, out var restored);
        var tiles = restored!;
        var verified = from;
        var saveAt = from.Head.Size + options.SaveEvery;
        while (tiles.Count < head.Size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await VerifyBundleAsync(tiles, head.Size, cancellationToken) is { } finding)
            {
                return new LogVerification(verified, finding);
            }

            options.Progress?.Report(tiles.Count);
            if (tiles.Count >= saveAt && tiles.Count < head.Size && options.SaveState is { } save)
            {
                verified = LogVerifierState.Of(tiles);
                await save(verified, cancellationToken);
                saveAt = tiles.Count + options.SaveEvery;
            }
        }

        return await FinishAsync(tiles, head, verified, cancellationToken);
    }

    private async ValueTask<LogVerification> FinishAsync(
        TileBuilder tiles, TreeHead head, LogVerifierState verified, CancellationToken cancellationToken)
    {
        foreach (var partial in tiles.Partials())
        {
            if (await CompareAsync(partial, cancellationToken) is { } finding)
            {
                return new LogVerification(verified, finding);
            }
        }

        if (tiles.Root() != head.Root)
        {
            return new LogVerification(verified, new LogFinding(LogFindingKind.RootDiffers, verified.Head.Size, Math.Max(0, head.Size - 1), "checkpoint"));
        }

        var state = LogVerifierState.Of(tiles);
        if (options.SaveState is { } save)
        {
            await save(state, cancellationToken);
        }

        return new LogVerification(state, null);
    }

    private async ValueTask<LogFinding?> VerifyBundleAsync(TileBuilder tiles, long size, CancellationToken cancellationToken)
    {
        var id = TileLayout.BundleOf(tiles.Count, size);
        var bundle = await source.FindBundleAsync(id, cancellationToken);
        if (bundle is null)
        {
            return Missing(LogFindingKind.BundleMissing, id.Index, id.Width, id.ToString());
        }

        if (AppendEntries(tiles, id, bundle.Value.Span) is { } malformed)
        {
            return malformed;
        }

        foreach (var tile in tiles.TakeCompleted())
        {
            if (await CompareAsync(tile, cancellationToken) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private LogFinding? AppendEntries(TileBuilder tiles, BundleId id, ReadOnlySpan<byte> bundle)
    {
        // A state may stand in the middle of a bundle: what it covers is held against the hashes that the state has.
        var first = id.Index * TileLayout.FullWidth;
        var known = tiles.Count > first ? tiles.Partials()[0] : null;
        var end = first + id.Width;
        var index = first;
        for (; index < end; index++)
        {
            if (!EntryBundle.TryReadNext(ref bundle, out var entry))
            {
                return new LogFinding(LogFindingKind.BundleMalformed, index, end - 1, id.ToString());
            }

            if (known is not null && index < first + known.Id.Width)
            {
                if (MerkleHash.Leaf(entry) != known[(int)(index - first)])
                {
                    return new LogFinding(LogFindingKind.EntryDiffers, index, index, known.Id.ToString());
                }

                continue;
            }

            if (options.IsEntry?.Invoke(entry) == false)
            {
                return new LogFinding(LogFindingKind.EntryMalformed, index, index, id.ToString());
            }

            tiles.Append(MerkleHash.Leaf(entry));
        }

        // A full bundle may have taken the place of a partial one, and then goes on; a full one ends here.
        return bundle.IsEmpty || id.IsPartial ? null : new LogFinding(LogFindingKind.BundleMalformed, end - 1, end - 1, id.ToString());
    }

    /// <summary>Compares a tile that was computed from the entries with the one that is served.</summary>
    private async ValueTask<LogFinding?> CompareAsync(Tile computed, CancellationToken cancellationToken)
    {
        var served = await source.FindTileAsync(computed.Id, cancellationToken);
        var span = 1L << (TileLayout.BitsPerLevel * computed.Id.Level);
        var first = computed.Id.Index * TileLayout.FullWidth * span;
        if (served is null)
        {
            return new LogFinding(LogFindingKind.TileMissing, first, first + (computed.Id.Width * span) - 1, computed.Id.ToString());
        }

        var same = computed.Hashes.Span.CommonPrefixLength(served.Hashes.Span) / Digest.Size;
        if (same == computed.Id.Width)
        {
            return null;
        }

        var kind = computed.Id.Level == 0 ? LogFindingKind.EntryDiffers : LogFindingKind.TileDiffers;
        first += same * span;
        return new LogFinding(kind, first, first + span - 1, computed.Id.ToString());
    }

    private static LogFinding Missing(LogFindingKind kind, long index, int width, string resource) =>
        new(kind, index * TileLayout.FullWidth, (index * TileLayout.FullWidth) + width - 1, resource);
}
