namespace FedHub.Transparency;

/// <summary>Why a running sequencer signs nothing any more. The process ends; the next start reads what the store has.</summary>
public enum SequencerStop
{
    /// <summary>It has not stopped.</summary>
    None,

    /// <summary>An entry read back is not the one that was acknowledged.</summary>
    EntryDamaged,

    /// <summary>Two ways to compute the root gave two roots: memory or processor are not to be trusted.</summary>
    RootsDisagree,

    /// <summary>The signature just made does not verify.</summary>
    SignatureBroken,

    /// <summary>Another writer moved the head.</summary>
    HeadMoved,

    /// <summary>A full tile is stored with other hashes.</summary>
    TileDiffers,

    /// <summary>A commit threw, so nobody knows whether the head moved.</summary>
    OutcomeUnknown,

    /// <summary>A witness has a checkpoint of this log that the store knows nothing of: the store is a restored backup, or a copy.</summary>
    WitnessAhead,

    /// <summary>A witness has a checkpoint of this log that contradicts the store.</summary>
    WitnessDiffers,
}
