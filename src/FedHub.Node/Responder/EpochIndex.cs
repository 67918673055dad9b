using FedHub.Cryptography.Match;
using FedHub.Node.Index;
using FedHub.Node.Records;

namespace FedHub.Node.Responder;

/// <summary>The epochs of this node as the responder's index.</summary>
internal sealed class EpochIndex(EpochManager epochs) : IOwnIndex
{
    public SlotEpochKey? FindEvaluationKey(SlotId slot, EpochNumber asked, DateTimeOffset now)
        // An epoch before the one asked is no answer: the asker would have to look in a filter that it has left behind.
        => epochs.Lookup.TryGetEvaluationKey(slot, asked, now, out var key) && key.Epoch >= asked ? key : null;

    public EpochNumber? NewestEpoch(SlotId slot)
    {
        EpochNumber? newest = null;
        foreach (var manifest in epochs.PublishedManifests)
        {
            if (manifest.Slot == slot && manifest.PublishedAt is not null && (newest is null || manifest.Epoch > newest))
            {
                newest = manifest.Epoch;
            }
        }

        return newest;
    }

    public bool HoldsEpoch(SlotId slot, EpochNumber epoch, DateTimeOffset now) => epochs.Lookup.IsLive(slot, epoch, now);

    public TagHit? LookupTag(SlotId slot, EpochNumber epoch, Tag tag) => epochs.Lookup.LookupTag(slot, epoch, tag);

    public StoredRecord? RecordFor(RecordRowId rowId) => epochs.Lookup.RecordFor(rowId);
}
