using FedHub.Cryptography.Match;
using FedHub.Node.Index;
using FedHub.Node.Records;

namespace FedHub.Node.Responder;

/// <summary>The country's own index, as the responder asks it.</summary>
internal interface IOwnIndex
{
    /// <summary>The key under which a slot answers: of the epoch asked if it is still valid, else of a later one; null when there is none.</summary>
    SlotEpochKey? FindEvaluationKey(SlotId slot, EpochNumber asked, DateTimeOffset now);

    /// <summary>The newest epoch of a slot; null when it has none, or there is no such slot.</summary>
    EpochNumber? NewestEpoch(SlotId slot);

    /// <summary>Whether tags of the epoch can still be looked up.</summary>
    bool HoldsEpoch(SlotId slot, EpochNumber epoch, DateTimeOffset now);

    /// <summary>What a tag stands for; null when it is nobody's.</summary>
    TagHit? LookupTag(SlotId slot, EpochNumber epoch, Tag tag);

    /// <summary>A record; null when it is gone.</summary>
    StoredRecord? RecordFor(RecordRowId rowId);
}
