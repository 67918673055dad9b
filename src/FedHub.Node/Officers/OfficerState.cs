namespace FedHub.Node.Officers;

/// <summary>Where an officer stands; mirrors fedhub.gateway.v1.OfficerState.</summary>
internal enum OfficerState
{
    /// <summary>Waits for an admin.</summary>
    Pending = 1,

    /// <summary>May search.</summary>
    Approved = 2,

    /// <summary>May not.</summary>
    Suspended = 3,
}
