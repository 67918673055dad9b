namespace FedHub.Cli.Log.Monitoring;

/// <summary>What a monitor found in one round.</summary>
internal enum MonitorOutcome
{
    /// <summary>Nothing was known before; the whole log is verified.</summary>
    Began,

    /// <summary>Nothing new.</summary>
    Unchanged,

    /// <summary>There are new entries, which are verified and continue what was known.</summary>
    Grown,

    /// <summary>An older state than one seen before is shown: refused. It proves nothing: a copy may be stale.</summary>
    Older,

    /// <summary>Something was missing; nothing is proven.</summary>
    CouldNotCheck,

    /// <summary>The log signed two histories. The evidence proves it to anybody.</summary>
    Forked,

    /// <summary>Entries or tiles contradict the signed checkpoint, or its signature is not right.</summary>
    Altered,
}
