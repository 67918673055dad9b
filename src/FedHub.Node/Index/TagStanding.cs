namespace FedHub.Node.Index;

/// <summary>Whether what a tag stood for when the filter was built is still so.</summary>
public enum TagStanding
{
    /// <summary>The record still has the key.</summary>
    Current,

    /// <summary>The record was changed and no longer has the key: answer <c>NO_RECORD</c>.</summary>
    KeyRemoved,

    /// <summary>The record was withdrawn or moved to another collection: answer <c>NO_RECORD</c>.</summary>
    Withdrawn,
}
