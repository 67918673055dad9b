using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Index;

/// <summary>Makes, publishes and ends the epochs of the node's own slots.</summary>
public sealed class EpochManager : IDisposable
{
    private readonly NodeDatabase _database;
    private readonly MemberId _member;
    private readonly CollectionPolicies _policies;
    private readonly TimeProvider _time;
    private readonly EpochPlan _plan;
    private readonly RecordSealer _sealer;
    private readonly RecordUpkeep _upkeep;
    private readonly ManifestSigner _signer;
    private readonly EpochChanges _changes;

    // Whoever holds it may change epochs.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private readonly LiveEpochs _live;

    private EpochManager(
        NodeDatabase database, NodeKeys keys, NodeConfiguration configuration, CollectionPolicies policies, Func<IReadOnlyCollection<MemberId>> members, TimeProvider time)
    {
        _database = database;
        _member = configuration.Member;
        _policies = policies;
        _time = time;
        _plan = new EpochPlan(configuration.Epoch, configuration.Import.Threads);
        _sealer = new RecordSealer(keys);
        var expiry = new RecordExpiry(configuration.Retention, time);
        _upkeep = new RecordUpkeep(database, _sealer, _member, policies, expiry, time);
        _signer = new ManifestSigner(keys, policies, members, time);
        var builders = new EpochBuilders(
            new BaseBuilder(database, _sealer, configuration.Layout, _plan), new DeltaBuilder(database, _sealer, configuration.Layout));
        _changes = new EpochChanges(database, configuration.Layout, _plan, builders, _signer, keys);
        _live = new LiveEpochs(_changes.Load(_member));
        Lookup = new EpochLookup(_live, database, _sealer, expiry, time);
    }

    /// <summary>Looks things up in the epochs that have not ended.</summary>
    public EpochLookup Lookup { get; }

    /// <summary>The newest manifest of each epoch that has not ended, by slot and epoch; those with no <see cref="OwnManifest.PublishedAt"/> are to be uploaded.</summary>
    public IReadOnlyList<OwnManifest> PublishedManifests => [.. _live.All.Select(epoch => epoch.ToManifest())];

    /// <summary>How each slot of the policies stands.</summary>
    public IReadOnlyList<SlotState> Slots => [.. _policies.SlotsOf(_member).Select(StateOf)];

    /// <summary>Loads what the database holds; makes nothing.</summary>
    /// <param name="database">Database.</param>
    /// <param name="keys">Keys; must outlive the manager.</param>
    /// <param name="configuration">Member, layout and epoch settings.</param>
    /// <param name="policies">Collections and who may ask them.</param>
    /// <param name="members">The other members of the directory held; asked whenever a manifest is made.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="InvalidDataException">The database belongs to another master key.</exception>
    public static EpochManager Open(
        NodeDatabase database, NodeKeys keys, NodeConfiguration configuration, CollectionPolicies policies, Func<IReadOnlyCollection<MemberId>> members, TimeProvider time) =>
        new(database, keys, configuration, policies, members, time);

    /// <summary>
    /// Does what is due: ends epochs (wiping their keys), makes first and next ones, signs manifests anew whose admissions changed. Safe to
    /// call at any time and to break off; call it at start, after a directory or policy change, and every minute.
    /// </summary>
    /// <returns>True when something changed, so that there are manifests to publish.</returns>
    /// <exception cref="FedHub.Protocol.FedHubException">A slot has more keys than its ceiling.</exception>
    public Task<bool> EnsureCurrentAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            await _changes.DropUnfinishedAsync(_member, cancellationToken);
            await _upkeep.RunAsync(cancellationToken);
            var changed = await EndDueAsync(cancellationToken);
            foreach (var slot in _policies.SlotsOf(_member))
            {
                changed |= NeedsNext(slot) && await StartAsync(slot, null, cancellationToken);
            }

            foreach (var epoch in _live.All.Where(epoch => !_signer.IsUpToDate(epoch.Row)).ToList())
            {
                Replace(epoch, await _changes.SignAnewAsync(epoch, row => row, cancellationToken));
                changed = true;
            }

            return changed;
        },
        cancellationToken);

    /// <summary>Starts the next epoch of all slots now; the current ones end after the overlap.</summary>
    /// <returns>Slots with a new epoch.</returns>
    public Task<int> StartNextAsync(CancellationToken cancellationToken) => StartNextAsync(static (_, _) => { }, cancellationToken);

    /// <summary>As above.</summary>
    /// <param name="alongside">Runs in the commit that makes the first new epoch, given the number of slots.</param>
    /// <param name="cancellationToken">Breaks off; what was started stays.</param>
    internal Task<int> StartNextAsync(Action<SqliteConnection, int> alongside, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            await _upkeep.RunAsync(cancellationToken);
            var slots = _policies.SlotsOf(_member).ToList();
            foreach (var slot in slots)
            {
                var older = _live.All.Where(epoch => epoch.Row.Slot == slot).ToList();
                await StartAsync(slot, slot == slots[0] ? connection => alongside(connection, slots.Count) : null, cancellationToken);
                var end = _time.GetUtcNow() + _plan.Overlap;
                foreach (var epoch in older.Where(epoch => epoch.Row.ValidUntil > end && end > epoch.Row.ValidFrom))
                {
                    Replace(epoch, await _changes.SignAnewAsync(epoch, row => row with { ValidUntil = end }, cancellationToken));
                }
            }

            return slots.Count;
        },
        cancellationToken);

    /// <summary>
    /// Ends all epochs of a slot at once and starts the next one. The keys are wiped first: a crash in between leaves a slot without an
    /// epoch, which gets one with the next round.
    /// </summary>
    /// <param name="slot">One of the own slots.</param>
    /// <param name="alongside">Runs in the commit that wipes the keys, given the numbers that end.</param>
    /// <param name="cancellationToken">Breaks off; what has ended stays ended.</param>
    /// <exception cref="FedHub.Protocol.FedHubException">There is no such slot, or it has more keys than its ceiling.</exception>
    internal Task<EndedEpochs> EndNowAsync(
        SlotId slot, Action<SqliteConnection, IReadOnlyList<EpochNumber>> alongside, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (!_policies.SlotsOf(_member).Contains(slot))
            {
                throw new FedHub.Protocol.FedHubException(
                    FedHub.Protocol.ErrorCode.UnknownSlot, $"This node has no slot {slot}. `fedhub node status` lists the slots.");
            }

            var ending = _live.All.Where(epoch => epoch.Row.Slot == slot).ToList();
            await EndAsync(ending, alongside, cancellationToken);
            await _upkeep.RunAsync(cancellationToken);
            await StartAsync(slot, null, cancellationToken);
            return new EndedEpochs([.. ending.Select(epoch => epoch.Row.Epoch)], _live.All.Last(epoch => epoch.Row.Slot == slot).Row.Epoch);
        },
        cancellationToken);

    /// <summary>
    /// Compares with what the hub has logged of this node's slots. Where the hub is ahead, the database came from a backup: its epochs end,
    /// and the next number lies above all that were ever published.
    /// </summary>
    /// <param name="known">The newest of each slot that the hub has.</param>
    /// <param name="alongside">Runs in the commit that ends a slot's epochs, given the slot and their numbers.</param>
    /// <param name="cancellationToken">Breaks off; the next round goes on.</param>
    /// <returns>Slots that were behind.</returns>
    internal Task<int> CatchUpAsync(
        IReadOnlyList<KnownEpoch> known, Action<SqliteConnection, SlotId, IReadOnlyList<EpochNumber>> alongside, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var count = 0;
            foreach (var newest in known)
            {
                var last = await _database.ReadAsync(
                    connection => Math.Max(EpochStore.LastEpoch(connection, newest.Slot), EpochFloors.Of(connection, newest.Slot)), cancellationToken);
                if (!newest.IsAheadOf(last, _live.Find(newest.Slot, newest.Epoch)?.Row))
                {
                    continue;
                }

                // Floor and end in one commit: a crash before it finds the hub ahead again.
                await EndAsync(
                    [.. _live.All.Where(epoch => epoch.Row.Slot == newest.Slot)],
                    (connection, epochs) =>
                    {
                        EpochFloors.Raise(connection, newest.Slot, newest.Epoch);
                        alongside(connection, newest.Slot, epochs);
                    },
                    cancellationToken);
                count++;
            }

            return count;
        },
        cancellationToken);

    /// <summary>Publishes records imported since, as one delta for each live epoch that is due; as many as it takes when deltaMinutes is 0.</summary>
    /// <returns>Deltas made.</returns>
    public Task<int> BuildDeltaAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var count = 0;
            foreach (var epoch in _live.All)
            {
                for (var current = epoch; IsDeltaDue(current.Row); count++)
                {
                    var next = await _changes.AddDeltaAsync(current, _time.GetUtcNow(), cancellationToken);
                    Replace(current, next);
                    current = next;
                }
            }

            return count;
        },
        cancellationToken);

    /// <summary>Notes that the hub has logged a manifest; queries are answered under its epoch from then on.</summary>
    public Task MarkPublishedAsync(OwnManifest manifest, DateTimeOffset publishedAt, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (_live.Find(manifest.Slot, manifest.Epoch) is { } epoch && epoch.Row.PublishedRevision < manifest.Revision)
            {
                await _database.WriteAsync(
                    connection => { EpochStore.MarkPublished(connection, epoch.Row.Id, manifest.Revision, manifest.Digest, publishedAt); return true; }, cancellationToken);
                Replace(epoch, epoch with { Row = epoch.Row with { PublishedRevision = manifest.Revision, PublishedDigest = manifest.Digest, PublishedAt = publishedAt } });
            }

            return true;
        },
        cancellationToken);

    /// <summary>Wipes the keys in memory.</summary>
    public void Dispose()
    {
        foreach (var epoch in _live.All)
        {
            epoch.Secrets.Dispose();
        }

        _live.All = [];
        _changes.Dispose();
        _sealer.Dispose();
        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> EndDueAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var due = _live.All.Where(epoch => epoch.Row.ValidUntil <= now).ToList();
        foreach (var epoch in due)
        {
            // Out of sight first: nobody may pick a key that is about to be wiped.
            _live.All = [.. _live.All.Where(other => other != epoch)];
            await _changes.EndAsync(epoch, cancellationToken);
        }

        return due.Count > 0;
    }

    private async Task EndAsync(
        IReadOnlyList<LiveEpoch> ending, Action<SqliteConnection, IReadOnlyList<EpochNumber>> alongside, CancellationToken cancellationToken)
    {
        var before = _live.All;
        _live.All = [.. before.Except(ending)];
        try
        {
            await _changes.EndAsync(ending, connection => alongside(connection, [.. ending.Select(epoch => epoch.Row.Epoch)]), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Given up before the commit: they have not ended.
            _live.All = before;
            throw;
        }
    }

    private async Task<bool> StartAsync(SlotId slot, Action<SqliteConnection>? alongside, CancellationToken cancellationToken)
    {
        var started = await _changes.StartAsync(slot, _policies.CeilingOf(slot) ?? 0, _time.GetUtcNow(), alongside, cancellationToken);
        _live.All = [.. _live.All.Append(started)
            .OrderBy(epoch => epoch.Row.Slot.Collection.ToString(), StringComparer.Ordinal)
            .ThenBy(epoch => epoch.Row.Slot.Class)
            .ThenBy(epoch => epoch.Row.Epoch)];
        return true;
    }

    /// <summary>No epoch yet, the newest ends within the overlap, or its tags are of other rules than those the node now derives keys by.</summary>
    private bool NeedsNext(SlotId slot)
    {
        var newest = _live.All.LastOrDefault(epoch => epoch.Row.Slot == slot);
        return newest is null
            || newest.Row.ValidUntil - _time.GetUtcNow() <= _plan.Overlap
            || newest.Row.RuleSet != Digest.FromBytes(RuleSet.Current.Hash.Span);
    }

    /// <summary>By the clock, so that nobody sees when something was imported; at once only where that was configured.</summary>
    private bool IsDeltaDue(EpochRow row) =>
        CanTakeDelta(row) && (_plan.IsImmediate ? WaitingCount(row) > 0 : _time.GetUtcNow() >= row.NextDeltaAt);

    private bool CanTakeDelta(EpochRow row) =>
        row.Files.Count <= _plan.MaxDeltaCount
        && row.RuleSet == Digest.FromBytes(RuleSet.Current.Hash.Span)
        && _policies.CeilingOf(row.Slot) is { } ceiling
        && (ulong)(row.EntryCount + FilterSizing.DeltaEntryCount) <= ceiling;

    private long WaitingCount(EpochRow row) => _database.Read(connection => connection.Number(
        "SELECT count(*) FROM record WHERE collection = $collection AND change_number > $covered",
        ("$collection", row.Slot.Collection.ToString()),
        ("$covered", row.CoveredChange)));

    private SlotState StateOf(SlotId slot)
    {
        var now = _time.GetUtcNow();
        if (_live.Newest(slot, now)?.Row is not { } row)
        {
            return new SlotState(slot, null, null, 0, 0, null, null);
        }

        var waiting = WaitingCount(row);
        var next = CanTakeDelta(row) ? (_plan.IsImmediate ? now : row.NextDeltaAt) : row.ValidUntil - _plan.Overlap;
        return new SlotState(
            slot, row.Epoch, row.ValidUntil, row.KeyCount, waiting, waiting > 0 ? next : null, row.PublishedRevision == row.Revision ? row.PublishedAt : null);
    }

    private void Replace(LiveEpoch old, LiveEpoch next) => _live.All = [.. _live.All.Select(epoch => epoch == old ? next : epoch)];
}
