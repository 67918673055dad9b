using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Node.Storage;

namespace FedHub.Node.Index;

/// <summary>Looks keys, tags and records up in the node's epochs, whoever changes them meanwhile.</summary>
public sealed class EpochLookup
{
    private readonly LiveEpochs _live;
    private readonly NodeDatabase _database;
    private readonly RecordSealer _sealer;
    private readonly RecordExpiry _expiry;
    private readonly TimeProvider _time;

    internal EpochLookup(LiveEpochs live, NodeDatabase database, RecordSealer sealer, RecordExpiry expiry, TimeProvider time)
    {
        _live = live;
        _database = database;
        _sealer = sealer;
        _expiry = expiry;
        _time = time;
    }

    /// <summary>The key to answer under: of the epoch asked if it is published and valid at <paramref name="now"/>, else of the latest that is.</summary>
    public bool TryGetEvaluationKey(SlotId slot, EpochNumber asked, DateTimeOffset now, [NotNullWhen(true)] out SlotEpochKey? key)
    {
        var usable = _live.All.Where(epoch => epoch.Row.Slot == slot && epoch.Row.PublishedDigest is not null && epoch.Row.IsLiveAt(now)).ToList();
        var chosen = usable.Find(epoch => epoch.Row.Epoch == asked) ?? usable.LastOrDefault();
        key = chosen is null
            ? null
            : new SlotEpochKey(chosen.Row.Epoch, chosen.Secrets.Key, chosen.Row.PublishedDigest!.Value, chosen.Row.PublishedRevision);
        return key is not null;
    }

    /// <summary>Whether the epoch is live: false means <c>EPOCH_ENDED</c>.</summary>
    public bool IsLive(SlotId slot, EpochNumber epoch, DateTimeOffset now) => _live.Find(slot, epoch) is { } found && found.Row.IsLiveAt(now);

    /// <summary>What the tag stands for; null when it is not in the epoch's index, or the epoch has ended.</summary>
    public TagHit? LookupTag(SlotId slot, EpochNumber epoch, Tag tag) =>
        _live.Find(slot, epoch) is { } found ? _database.Read(connection => TagStore.Find(connection, _sealer, found.Row.Id, slot, tag)) : null;

    /// <summary>A record by row; null when it was withdrawn or its time is over.</summary>
    public StoredRecord? RecordFor(RecordRowId rowId) =>
        _database.Read(connection => RecordStore.Read(connection, _sealer, rowId)) is { } record && !_expiry.IsOver(record) ? record : null;

    /// <summary>The newest epoch of a slot that is in force; null when there is none. It stays the manager's, and its secrets may be wiped at any moment.</summary>
    internal LiveEpoch? NewestLive(SlotId slot, DateTimeOffset now) => _live.Newest(slot, now);

    /// <summary>Looks keys up in the country's own records.</summary>
    internal OwnRecords.OwnKeyIndex CreateOwnKeyIndex() => new(this, _database, _sealer, _time);
}
