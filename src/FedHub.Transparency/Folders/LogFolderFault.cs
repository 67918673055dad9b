namespace FedHub.Transparency;

/// <summary>Why a folder cannot be appended to.</summary>
public enum LogFolderFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Its checkpoint is not one of this log, or this key did not sign it.</summary>
    ForeignCheckpoint,

    /// <summary>Its tiles or entries do not lead to its checkpoint.</summary>
    Damaged,
}
