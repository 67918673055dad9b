namespace FedHub.Transparency;

/// <summary>How much of an entry a reader is given. The numbers are in openings bundles.</summary>
public enum OpeningForm
{
    /// <summary>Nothing: it is not this reader's. Such entries are left out of a bundle.</summary>
    Withheld = 0,

    /// <summary>Nonce and payload, which open the leaf's commitment.</summary>
    Whole = 1,

    /// <summary>The payload's <see cref="AuditMetadata"/> only. Nothing vouches for it: the commitment is to the whole payload.</summary>
    Metadata = 2,

    /// <summary>The payload was erased at the end of its retention.</summary>
    Erased = 3,
}
