namespace FedHub.Node.Review;

/// <summary>Where a review stands. The numbers are stored.</summary>
internal enum ReviewState
{
    /// <summary>Nobody has decided.</summary>
    Open = 0,

    /// <summary>One of two persons has.</summary>
    Proposed = 1,

    /// <summary>Decided; the answer is on its way or has arrived.</summary>
    Decided = 2,

    /// <summary>Nobody decided in time: the asker was refused.</summary>
    Lapsed = 3,

    /// <summary>The record was withdrawn first: the asker was told that there is none.</summary>
    Withdrawn = 4,
}
