namespace FedHub.Transparency;

/// <summary>Why a policy does not accept a checkpoint.</summary>
public enum PolicyFault
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>The policy does not know the log that the checkpoint names.</summary>
    UnknownLog,

    /// <summary>The log did not sign it, or a signature in a known name is wrong.</summary>
    NotSignedByLog,

    /// <summary>The log signed it, too few witnesses did.</summary>
    QuorumMissing,
}
