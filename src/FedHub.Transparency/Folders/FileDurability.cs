namespace FedHub.Transparency;

/// <summary>How much of a log's files outlives a loss of power.</summary>
public enum FileDurability
{
    /// <summary>Each file is synced before the next step: for a log that somebody relies on.</summary>
    EachFile,

    /// <summary>Whatever the system has written by then: for a copy that can be made again.</summary>
    None,
}
