using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>The payloads that are fetched into a copy: each held against its entry before it counts, none that the copy holds given up.</summary>
internal sealed class CopyOpenings(IPublishedLog from, CopyFolder copy, HeldCopy held, TreeHead head)
{
    // A copy without payloads gets those of all its entries as soon as there are some.
    private readonly bool _hadOpenings = copy.HasOpenings;
    private readonly long _first = copy.HasOpenings ? held.Size : 0;
    private readonly string _incoming = Path.Combine(copy.Incoming, "openings");

    /// <summary>The new entries by the form in which they were served.</summary>
    public OpeningsCount Count { get; private set; }

    /// <summary>Payloads that stay in the copy though the log gave them whole before and gives less now.</summary>
    public long Kept { get; private set; }

    private IEnumerable<BundleId> Bundles => BundlesFrom(_first);

    /// <summary>Fetches them and holds each against its entry.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public async Task<OpeningFinding?> FetchAsync(CancellationToken cancellationToken)
    {
        using var entries = new FolderLog(copy.Root);
        using var incoming = new FolderLog(copy.Incoming);
        foreach (var bundle in Bundles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isHeld = (bundle.Index * TileLayout.FullWidth) + bundle.Width <= held.Verified.Head.Size;
            var (isServed, finding) = await FetchAsync(bundle, isHeld ? entries : incoming, incoming, cancellationToken);
            if (finding is not null)
            {
                Forget();
                return finding;
            }

            if (!isServed)
            {
                // A log of which only the tree is served, as a public mirror's: a copy without payloads is one, too.
                return null;
            }
        }

        return null;
    }

    /// <summary>Moves them into the copy before its checkpoint is replaced, one a step: under new names, or with no less in them than before.</summary>
    public IEnumerable<Action> StepsBeforeTheCheckpoint() => !_hadOpenings && held.Checkpoint is not null
        ? []
        : Bundles.Where(bundle => File.Exists(Incoming(bundle))).Select<BundleId, Action>(bundle => () =>
        {
            var target = Path.Combine(copy.Root, OpeningsPath.Of(bundle));
            DurableDirectory.Create(Path.GetDirectoryName(target)!);
            DurableFile.TryPublish(Incoming(bundle), target, overwrite: true);
        });

    /// <summary>
    /// The first payloads of a copy that was one of the tree alone. They come at once and after the checkpoint, since a copy that has some is expected
    /// to have those of each entry. The directory is synced by who writes the next file into it.
    /// </summary>
    public IEnumerable<Action> StepsAfterTheCheckpoint()
    {
        if (!_hadOpenings && held.Checkpoint is not null && Directory.Exists(_incoming))
        {
            yield return () => Directory.Move(_incoming, copy.Openings);
        }
    }

    /// <summary>Openings of the same bundles when they were narrower, which only the replaced checkpoint named: payloads should not lie about twice.</summary>
    /// <param name="all">Whether to look at all bundles, since a run that was broken off may have left some anywhere.</param>
    public IEnumerable<Action> CleaningSteps(bool all) =>
        BundlesFrom(all ? 0 : _first).Select<BundleId, Action>(bundle => () => DeleteNarrower(bundle));

    private async Task<(bool IsServed, OpeningFinding? Finding)> FetchAsync(
        BundleId bundle, FolderLog entries, FolderLog incoming, CancellationToken cancellationToken)
    {
        var isExtended = _hadOpenings && bundle.Index * TileLayout.FullWidth < held.Size;
        var (opened, finding) = isExtended
            ? (null, null)
            : await OpenedBundle.ReadAsync(entries, bundle, await incoming.ReadOpeningsAsync(bundle, cancellationToken), cancellationToken);
        if (opened is null)
        {
            var bytes = await from.ReadOpeningsAsync(bundle, cancellationToken);
            if (bytes is null && !_hadOpenings && !Directory.Exists(_incoming))
            {
                return (false, null);
            }

            (opened, finding) = await OpenedBundle.ReadAsync(entries, bundle, bytes, cancellationToken);
            if (opened is null)
            {
                return (true, finding);
            }

            DurableDirectory.Create(Path.GetDirectoryName(Incoming(bundle))!);
            DurableFile.TryWrite(Incoming(bundle), isExtended ? await MergeAsync(bundle, bytes!.Value, opened, cancellationToken) : bytes!.Value.Span, overwrite: true);
        }

        Count = OpeningsCheck.Add(Count, opened.Entries.Where(entry => entry.Index >= _first));
        return (true, null);
    }

    /// <summary>What is served of a bundle, and of what the copy holds all that is more.</summary>
    private async Task<byte[]> MergeAsync(BundleId bundle, ReadOnlyMemory<byte> bytes, OpenedBundle opened, CancellationToken cancellationToken)
    {
        using var log = new FolderLog(copy.Root);
        var narrower = TileLayout.BundleOf(bundle.Index * TileLayout.FullWidth, held.Size);
        var merged = OpeningBundle.TryDecode(bytes, bundle, out var served) ? served.ToDictionary(opening => opening.Index) : [];
        if (await log.ReadOpeningsAsync(narrower, cancellationToken) is { } kept && OpeningBundle.TryDecode(kept, narrower, out var openings))
        {
            foreach (var opening in openings.Where(opening => IsOf(opened, opening) && Rank(opening.Form) > Rank(merged.GetValueOrDefault(opening.Index)?.Form)))
            {
                merged[opening.Index] = opening;
                Kept++;
            }
        }

        return OpeningBundle.Encode(bundle, [.. merged.Values.OrderBy(opening => opening.Index)]);
    }

    /// <summary>Whether what the copy holds is what it was when it was fetched, so that a damaged file is no reason to refuse what is served.</summary>
    private static bool IsOf(OpenedBundle opened, ServedOpening opening) => opening.Form switch
    {
        OpeningForm.Whole => opening.Opens(opened.Entries[(int)(opening.Index % TileLayout.FullWidth)].Leaf),
        OpeningForm.Metadata => AuditPayload.TryDecode(opening.Payload.Span, out _),
        _ => true,
    };

    private static int Rank(OpeningForm? form) => form switch
    {
        OpeningForm.Whole => 3,
        OpeningForm.Metadata => 2,
        OpeningForm.Erased => 1,
        _ => 0,
    };

    private string Incoming(BundleId bundle) => Path.Combine(copy.Incoming, OpeningsPath.Of(bundle));

    private IEnumerable<BundleId> BundlesFrom(long first)
    {
        for (var entry = first / TileLayout.FullWidth * TileLayout.FullWidth; entry < head.Size; entry += TileLayout.FullWidth)
        {
            yield return TileLayout.BundleOf(entry, head.Size);
        }
    }

    private void DeleteNarrower(BundleId bundle)
    {
        if (File.Exists(Path.Combine(copy.Root, OpeningsPath.Of(bundle))))
        {
            new LogFolder(copy.Root).DeleteNarrowerOpenings(bundle);
        }
    }

    private void Forget()
    {
        if (Directory.Exists(_incoming))
        {
            Directory.Delete(_incoming, recursive: true);
        }
    }
}
