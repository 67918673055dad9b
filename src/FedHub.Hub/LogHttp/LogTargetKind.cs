namespace FedHub.Hub;

/// <summary>What a path of the log's HTTP interface names.</summary>
internal enum LogTargetKind
{
    /// <summary>Nothing that there could be.</summary>
    Unknown,

    /// <summary>A tile or bundle, but not as its path is written.</summary>
    Malformed,

    /// <summary>The signed checkpoint.</summary>
    Checkpoint,

    /// <summary>A tile of hashes.</summary>
    Tile,

    /// <summary>A bundle of entries.</summary>
    Entries,

    /// <summary>What opens a bundle's entries.</summary>
    Openings,
}
