using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>The epochs that have not ended. Replaced as a whole by whoever has the turn to change epochs; read by all.</summary>
internal sealed class LiveEpochs(IReadOnlyList<LiveEpoch> all)
{
    private volatile IReadOnlyList<LiveEpoch> _all = all;

    /// <summary>By slot and epoch.</summary>
    public IReadOnlyList<LiveEpoch> All
    {
        get => _all;
        set => _all = value;
    }

    public LiveEpoch? Find(SlotId slot, EpochNumber epoch) => _all.FirstOrDefault(live => live.Row.Slot == slot && live.Row.Epoch == epoch);

    /// <summary>The newest epoch of a slot that is in force; null when there is none.</summary>
    public LiveEpoch? Newest(SlotId slot, DateTimeOffset now) => _all.LastOrDefault(epoch => epoch.Row.Slot == slot && epoch.Row.IsLiveAt(now));
}
