namespace FedHub.Transparency;

/// <summary>Why a log's sequencer does not start. Each needs a person to look; none goes away by itself.</summary>
public enum SequencerRefusal
{
    /// <summary>It starts.</summary>
    None,

    /// <summary>The store has no head: run <c>init</c>, or name the right store.</summary>
    NotInitialized,

    /// <summary>The store is another log's.</summary>
    WrongOrigin,

    /// <summary>The head was signed with another key.</summary>
    WrongKey,

    /// <summary>The store has fewer entries than its head: it lost some.</summary>
    EntriesMissing,

    /// <summary>The tiles and entries do not lead to the head's root.</summary>
    TreeDamaged,

    /// <summary>A checkpoint of this log was published that the store knows nothing of: it is a restored backup, or a copy.</summary>
    PublishedAhead,

    /// <summary>A checkpoint of this log was published that contradicts the store.</summary>
    PublishedDiffers,
}
