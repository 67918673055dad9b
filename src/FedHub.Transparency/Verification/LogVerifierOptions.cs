namespace FedHub.Transparency;

/// <summary>How a log is verified.</summary>
public sealed record LogVerifierOptions
{
    /// <summary>Hears the number of entries verified, after each bundle; null for nobody.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Keeps the state, so that a verification that is broken off can go on; null to keep none.</summary>
    public Func<LogVerifierState, CancellationToken, ValueTask>? SaveState { get; init; }

    /// <summary>Entries between two saved states: 1,048,576 unless set.</summary>
    public long SaveEvery { get; init; } = 1 << 20;

    /// <summary>Whether an entry is of the form that this log's entries have; null to take any bytes.</summary>
    public LogEntryCheck? IsEntry { get; init; }

    /// <summary>For logs of FedHub: every entry is an <see cref="AuditLeaf"/>.</summary>
    public static LogEntryCheck AuditLeaves { get; } = static entry => AuditLeaf.TryDecode(entry, out _);
}
