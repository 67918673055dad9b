namespace FedHub.Transparency;

/// <summary>Why a note is not accepted.</summary>
public enum NoteFault
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>No signature is by a known key.</summary>
    NoKnownSignature,

    /// <summary>A signature names a known key, which did not make it. Such a note is refused as a whole.</summary>
    InvalidSignature,
}
