namespace FedHub.Transparency;

/// <summary>How a log as it is served compares with a checkpoint of it that somebody kept.</summary>
public enum SplitViewOutcome
{
    /// <summary>What is served continues what was kept.</summary>
    Consistent,

    /// <summary>The log signed both, and they contradict each other; the evidence says how.</summary>
    Forked,

    /// <summary>Tiles are missing, or do not lead to the newer checkpoint: nothing is proven.</summary>
    CouldNotCheck,
}
