namespace FedHub.Node.Gateway;

/// <summary>Why a slot has its outcome, where the outcome's own sentence does not say it. The numbers are stored.</summary>
internal enum SlotReason
{
    /// <summary>The outcome says it.</summary>
    None = 0,

    /// <summary>The hub was out of reach from the start: nothing was sent, nobody was asked.</summary>
    HubAway = 1,

    /// <summary>The hub went out of reach: whether the owner was asked is not known.</summary>
    HubLost = 2,

    /// <summary>The owner's clock and the own one are too far apart.</summary>
    ClocksApart = 3,
}
