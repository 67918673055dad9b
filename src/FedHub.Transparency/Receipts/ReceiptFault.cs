namespace FedHub.Transparency;

/// <summary>Why a receipt proves nothing.</summary>
public enum ReceiptFault
{
    /// <summary>It proves that the entry is in the log.</summary>
    None,

    /// <summary>It is not a receipt.</summary>
    Malformed,

    /// <summary>The policy does not know the log.</summary>
    UnknownLog,

    /// <summary>The log did not sign the checkpoint.</summary>
    NotSignedByLog,

    /// <summary>Too few witnesses cosigned.</summary>
    QuorumMissing,

    /// <summary>The checkpoint's tree does not have this entry at this index.</summary>
    NotIncluded,
}
