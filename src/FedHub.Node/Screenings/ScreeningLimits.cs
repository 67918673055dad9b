namespace FedHub.Node.Screenings;

/// <summary>What bounds a screening besides its budgets.</summary>
internal static class ScreeningLimits
{
    public const int MaxRows = 1_000;

    public const int MaxReasonLength = 200;

    /// <summary>How long a supervisor has to decide, and the officer to run it after that.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(7);

    /// <summary>At most one row of any screening of the node in this time: single searches go first.</summary>
    public static TimeSpan RowEvery { get; } = TimeSpan.FromMilliseconds(500);
}
