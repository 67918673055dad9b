namespace FedHub.Transparency;

/// <summary>What became of moving the head.</summary>
public enum HeadCommit
{
    /// <summary>It is the new one, durably.</summary>
    Committed,

    /// <summary>Nothing was stored, for certain, and it may work later: the disk is full, or busy.</summary>
    NotStored,

    /// <summary>The head is another one than expected: somebody else writes to this log, or the store was exchanged.</summary>
    HeadMoved,

    /// <summary>A full tile is there with other hashes.</summary>
    TileDiffers,
}
