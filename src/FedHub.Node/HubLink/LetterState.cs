namespace FedHub.Node.HubLink;

/// <summary>Where the hub says that a letter is. The numbers are those of the protocol.</summary>
internal enum LetterState
{
    /// <summary>Held for its recipient.</summary>
    Held = 1,

    /// <summary>Its recipient has made it durable.</summary>
    Taken = 2,

    /// <summary>Its lifetime ended first.</summary>
    Expired = 3,
}
