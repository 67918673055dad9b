namespace FedHub.Node.HubLink;

/// <summary>Why a member gives no answer now; mirrors fedhub.exchange.v1.MemberState.</summary>
internal enum SilenceReason
{
    /// <summary>No stream, or no answer in time.</summary>
    Unreachable = 1,

    /// <summary>Held at the hub until the member returns.</summary>
    Waiting = 2,

    /// <summary>The query expired first.</summary>
    Expired = 3,

    /// <summary>Suspended or no longer a member.</summary>
    Suspended = 4,
}
