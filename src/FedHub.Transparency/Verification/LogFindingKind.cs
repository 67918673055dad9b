namespace FedHub.Transparency;

/// <summary>What the verification of a log can find.</summary>
public enum LogFindingKind
{
    /// <summary>A bundle is not there. Nothing is proven: the server may be at fault, or the way to it.</summary>
    BundleMissing,

    /// <summary>A tile is not there.</summary>
    TileMissing,

    /// <summary>A bundle does not hold the entries that its name says.</summary>
    BundleMalformed,

    /// <summary>An entry is not of the form that this log's entries have.</summary>
    EntryMalformed,

    /// <summary>An entry's hash is not the one in its tile.</summary>
    EntryDiffers,

    /// <summary>A hash of a tile is not the root of what it stands for.</summary>
    TileDiffers,

    /// <summary>Entries and tiles agree with each other, and not with the checkpoint.</summary>
    RootDiffers,

    /// <summary>The saved state is beyond the checkpoint: the log has become shorter, or the state is another log's.</summary>
    StateAhead,
}
