namespace FedHub.Node.Officers;

/// <summary>Why an officer was suspended; mirrors fedhub.node.v1.SuspensionReason.</summary>
internal enum SuspensionReason
{
    /// <summary>Not suspended.</summary>
    None = 0,

    /// <summary>Left the service, or for a while.</summary>
    Left = 1,

    /// <summary>The key may be in other hands: it never comes back.</summary>
    StolenKey = 2,

    /// <summary>Searched for what was no case.</summary>
    Misuse = 3,

    /// <summary>Something else.</summary>
    Other = 4,
}
