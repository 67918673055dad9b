namespace FedHub.Node.Configuration;

/// <summary>How long epochs last and how often additions are published.</summary>
public sealed record EpochSettings
{
    /// <summary>Life of one VOPRF key, 1 to 720 hours. Default 168.</summary>
    public int Hours { get; init; } = 168;

    /// <summary>How long before an epoch's end the next one is published; both are accepted meanwhile. 0 to 360, of which at most half of <see cref="Hours"/> is used. Default 24.</summary>
    public int OverlapHours { get; init; } = 24;

    /// <summary>Minutes between deltas, 0 to 1,440; 0 publishes at once. Default 60.</summary>
    public int DeltaMinutes { get; init; } = 60;
}
