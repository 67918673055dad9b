namespace FedHub.Transparency;

/// <summary>What a step of a sequencer did.</summary>
public enum SequencerOutcome
{
    /// <summary>There was nothing new.</summary>
    Nothing,

    /// <summary>New entries are in the tree and a checkpoint of it is signed and durable.</summary>
    Published,

    /// <summary>Nothing is signed yet: a quorum of witnesses has still to say what it has seen.</summary>
    WaitingForWitnesses,

    /// <summary>The store could not take it now and holds nothing of it; try again later.</summary>
    NotStored,

    /// <summary>It has stopped for good, see <see cref="LogSequencer.Stop"/>.</summary>
    Stopped,
}
