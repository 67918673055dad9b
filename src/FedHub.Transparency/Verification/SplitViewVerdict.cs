namespace FedHub.Transparency;

/// <summary>What came of comparing two checkpoints of one log.</summary>
/// <param name="Outcome">How they compare.</param>
/// <param name="Evidence">With <see cref="SplitViewOutcome.Forked"/>: what proves it to anybody; else null.</param>
public sealed record SplitViewVerdict(SplitViewOutcome Outcome, ForkEvidence? Evidence);
