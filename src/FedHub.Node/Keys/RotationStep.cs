namespace FedHub.Node.Keys;

/// <summary>The durable steps of a rotation, in their order. A kill after any of them leaves a state from which the same command goes on.</summary>
public enum RotationStep
{
    /// <summary>Nothing is written yet.</summary>
    Begun,

    /// <summary>The successor's key file is durable.</summary>
    SuccessorWritten,

    /// <summary>The change is signed; its file is the caller's to write.</summary>
    ChangeSigned,

    /// <summary>The running node has taken note that another key is current, with the statement for the log.</summary>
    ActivationNoted,

    /// <summary>The retired key's file is overwritten.</summary>
    FileOverwritten,

    /// <summary>The retired key's file is gone.</summary>
    FileDeleted,

    /// <summary>The node has taken note that the key is wiped.</summary>
    WipeNoted,
}
