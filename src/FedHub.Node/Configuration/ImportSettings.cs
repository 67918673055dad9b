namespace FedHub.Node.Configuration;

/// <summary>How records are imported.</summary>
public sealed record ImportSettings
{
    /// <summary>Records a durable batch, 1 to 10,000. Default 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Threads that stretch keys, 1 to 256; 0 means one for each core. Default 0.</summary>
    public int Threads { get; init; }
}
