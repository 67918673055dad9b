using System.Collections.Concurrent;
using System.Collections.Immutable;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Filters;

/// <summary>
/// The manifests of other members that admit this one, and their filters. Filters are fetched when a manifest becomes known, so that a search
/// finds them here; one that an answer names and that is not here yet is fetched then.
/// </summary>
internal sealed class FilterCatalog : IDisposable
{
    // No search lives as long as this after its manifest was replaced.
    private static readonly TimeSpan _keepReplaced = TimeSpan.FromMinutes(10);

    private readonly IHub _hub;
    private readonly DirectoryKeeper _directories;
    private readonly ManifestStore _store;
    private readonly FilterFiles _files;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _syncing = new(1, 1);
    private readonly ConcurrentDictionary<Digest, HeldFilter> _filters = new();

    // Touched by the holder of the semaphore only.
    private readonly Dictionary<Digest, MemoryMappedFilter> _open = [];
    private readonly Dictionary<Digest, DateTimeOffset> _replacedAt = [];

    // Replaced whole, by the holder of the semaphore only.
    private volatile ImmutableDictionary<SlotId, ImmutableArray<VerifiedManifest>> _manifests = ImmutableDictionary<SlotId, ImmutableArray<VerifiedManifest>>.Empty;
    private volatile ImmutableHashSet<SlotId> _refused = [];
    private volatile bool _isListed;

    public FilterCatalog(IHub hub, DirectoryKeeper directories, ManifestStore store, FilterFiles files, TimeProvider clock, ILogger<FilterCatalog> logger)
    {
        _hub = hub;
        _directories = directories;
        _store = store;
        _files = files;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Whether the hub has listed the manifests at least once since the start, so that a missing one means "not admitted".</summary>
    public bool IsListed => _isListed;

    /// <summary>Slots whose newest filter is held.</summary>
    public int HeldSlotCount => _manifests.Count(pair => pair.Value.Any(manifest => _filters.ContainsKey(manifest.Digest)));

    /// <summary>All slots with a manifest.</summary>
    public IReadOnlyCollection<SlotId> Slots => [.. _manifests.Keys];

    /// <summary>The manifest to ask a slot under: of the newest epoch in force; null when there is none.</summary>
    public VerifiedManifest? Newest(SlotId slot, DateTimeOffset now)
        => _manifests.TryGetValue(slot, out var manifests)
            ? manifests.FirstOrDefault(manifest => manifest.Manifest.ValidFrom <= now && now < manifest.Manifest.ValidUntil)
            : null;

    /// <summary>Whether there is any manifest of a slot: in force or not, or one that was refused.</summary>
    public bool Knows(SlotId slot) => _manifests.ContainsKey(slot) || _refused.Contains(slot);

    /// <summary>The filter of exactly this manifest; null when it is not held.</summary>
    public HeldFilter? Find(Digest manifestDigest) => _filters.GetValueOrDefault(manifestDigest);

    /// <summary>The filter of exactly this manifest, fetched if it is not held.</summary>
    /// <returns>Null when the hub does not list such a manifest, or the file cannot be had.</returns>
    public async Task<HeldFilter?> FindOrFetchAsync(Digest manifestDigest, CancellationToken cancellationToken)
    {
        if (Find(manifestDigest) is { } held)
        {
            return held;
        }

        try
        {
            await SyncAsync(manifestDigest, cancellationToken);
        }
        catch (FedHubException exception)
        {
            // The search shows FILTER_UNAVAILABLE.
            FilterLog.SyncFailed(_logger, exception.Refusal.Code);
        }

        return Find(manifestDigest);
    }

    /// <summary>Takes up what was held before the restart, so that searches need not wait for the hub.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _syncing.WaitAsync(cancellationToken);
        try
        {
            await TakeAsync(Verify(_store.Load(_clock.GetUtcNow())), cancellationToken);
        }
        finally
        {
            _syncing.Release();
        }
    }

    /// <summary>Lists manifests and fetches the filters that are new. One bad manifest or file does not keep the others back.</summary>
    public Task SyncAsync(CancellationToken cancellationToken) => SyncAsync(wanted: null, cancellationToken);

    public void Dispose()
    {
        foreach (var file in _open.Values)
        {
            file.Dispose();
        }

        _syncing.Dispose();
    }

    private async Task SyncAsync(Digest? wanted, CancellationToken cancellationToken)
    {
        await _syncing.WaitAsync(cancellationToken);
        try
        {
            // Many answers may name the same new manifest at once: whoever waited finds it here.
            if (wanted is { } digest && _filters.ContainsKey(digest))
            {
                return;
            }

            var listed = Verify(await _hub.ListManifestsAsync(cancellationToken));
            await _store.SaveAsync(listed, _clock.GetUtcNow(), cancellationToken);
            await TakeAsync(listed, cancellationToken);
            _isListed = true;
        }
        finally
        {
            _syncing.Release();
        }
    }

    private List<VerifiedManifest> Verify(IReadOnlyList<Envelope> envelopes)
    {
        var now = _clock.GetUtcNow();
        var verified = new List<VerifiedManifest>(envelopes.Count);
        var refused = ImmutableHashSet.CreateBuilder<SlotId>();
        foreach (var envelope in envelopes)
        {
            if (ManifestVerifier.Verify(envelope, _directories.Current, now).IsAccepted(out var manifest, out var refusal))
            {
                verified.Add(manifest);
            }
            else
            {
                FilterLog.ManifestRefused(_logger, refusal.Code);
                if (ManifestSlot.TryRead(envelope) is { } slot)
                {
                    refused.Add(slot);
                }
            }
        }

        _refused = refused.ToImmutable();
        return verified;
    }

    private async Task TakeAsync(List<VerifiedManifest> listed, CancellationToken cancellationToken)
    {
        // Newest epoch first, and of an epoch the highest revision only.
        var bySlot = listed
            .GroupBy(manifest => (manifest.Manifest.Slot, manifest.Manifest.Epoch))
            .Select(group => group.MaxBy(manifest => manifest.Manifest.Revision)!)
            .GroupBy(manifest => manifest.Manifest.Slot)
            .ToImmutableDictionary(group => group.Key, group => group.OrderByDescending(manifest => manifest.Manifest.Epoch).ToImmutableArray());
        _manifests = bySlot;
        foreach (var manifest in bySlot.Values.SelectMany(manifests => manifests))
        {
            await HoldAsync(manifest, cancellationToken);
        }

        Retire(bySlot.Values.SelectMany(manifests => manifests).ToDictionary(manifest => manifest.Digest));
    }

    private async Task HoldAsync(VerifiedManifest manifest, CancellationToken cancellationToken)
    {
        if (_filters.ContainsKey(manifest.Digest))
        {
            return;
        }

        try
        {
            var files = new List<MemoryMappedFilter>(manifest.Manifest.Files.Count);
            foreach (var file in manifest.Manifest.Files)
            {
                if (!_open.TryGetValue(file.Sha256, out var open))
                {
                    _open[file.Sha256] = open = await _files.OpenAsync(manifest.Manifest, file, cancellationToken);
                }

                files.Add(open);
            }

            _filters[manifest.Digest] = new HeldFilter(manifest, files);
        }
        catch (FedHubException exception)
        {
            // The slot shows FILTER_UNAVAILABLE; the next sync tries again.
            FilterLog.FileRefused(_logger, manifest.Manifest.Slot, exception.Refusal.Code);
        }
    }

    private void Retire(Dictionary<Digest, VerifiedManifest> current)
    {
        var now = _clock.GetUtcNow();
        foreach (var digest in _filters.Keys)
        {
            if (current.ContainsKey(digest))
            {
                _replacedAt.Remove(digest);
            }
            else if (!_replacedAt.TryAdd(digest, now) && now - _replacedAt[digest] > _keepReplaced)
            {
                _filters.TryRemove(digest, out _);
                _replacedAt.Remove(digest);
            }
        }

        var used = _filters.Values.SelectMany(filter => filter.Manifest.Manifest.Files).Select(file => file.Sha256).ToHashSet();
        foreach (var (sha256, file) in _open.Where(pair => !used.Contains(pair.Key)).ToList())
        {
            file.Dispose();
            _files.Delete(sha256);
            _open.Remove(sha256);
        }
    }
}
