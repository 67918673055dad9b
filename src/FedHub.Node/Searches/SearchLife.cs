namespace FedHub.Node.Searches;

/// <summary>Where a kept search stands. The numbers are stored.</summary>
internal enum SearchLife
{
    /// <summary>Prepared; nobody has signed it.</summary>
    Prepared = 0,

    /// <summary>Signed; answers may still come.</summary>
    Running = 1,

    /// <summary>The query has ended; a review may still be decided.</summary>
    Ended = 2,

    /// <summary>The officer took it back.</summary>
    Cancelled = 3,
}
