namespace FedHub.Hub;

/// <summary>Where one member stands with one query. The numbers are stored.</summary>
internal enum DeliveryState
{
    /// <summary>Delivered or about to be; the deadline has not passed.</summary>
    Pending = 0,

    /// <summary>All of its slots are answered or refused.</summary>
    Answered = 1,

    /// <summary>No stream, or no answer before the deadline of an interactive query. Final.</summary>
    Unreachable = 2,

    /// <summary>Held until the member returns.</summary>
    Waiting = 3,

    /// <summary>The query's lifetime ended first. Final.</summary>
    Expired = 4,

    /// <summary>Suspended, or no longer a member. Final.</summary>
    Suspended = 5,
}
