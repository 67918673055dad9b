namespace FedHub.Node.Screenings;

/// <summary>Where a screening stands. The first three numbers are stored; the last follows from the time.</summary>
internal enum ScreeningState
{
    Requested = 1,
    Approved = 2,
    Refused = 3,

    /// <summary>Nobody decided in time, or its time to run is over.</summary>
    Ended = 4,
}
