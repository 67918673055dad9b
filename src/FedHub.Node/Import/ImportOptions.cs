namespace FedHub.Node.Import;

/// <summary>How one import goes.</summary>
public sealed record ImportOptions
{
    /// <summary>Parse and validate only; nothing is written. Default false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Records a durable batch. Default 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Threads that derive and stretch keys; 0 means one for each core. Default 0.</summary>
    public int Threads { get; init; }

    /// <summary>Findings kept in the report; further ones are only counted. All are sent as progress. Default 1,000.</summary>
    public int MaxFindings { get; init; } = 1000;
}
