namespace FedHub.Transparency;

/// <summary>What to do about a checkpoint.</summary>
/// <param name="Outcome">The decision.</param>
/// <param name="ProofFrom">With <see cref="WitnessOutcome.NeedProof"/>: the smaller size; else 0.</param>
/// <param name="ProofTo">With <see cref="WitnessOutcome.NeedProof"/>: the larger size; else 0.</param>
/// <param name="Fork">With <see cref="WitnessOutcome.Forked"/>: the evidence.</param>
public sealed record WitnessDecision(WitnessOutcome Outcome, long ProofFrom, long ProofTo, ForkEvidence? Fork)
{
    /// <summary>Whether the checkpoint is part of the one history that this witness knows.</summary>
    public bool IsAccepted => Outcome is WitnessOutcome.Known or WitnessOutcome.First or WitnessOutcome.Extends or WitnessOutcome.Precedes;

    internal static WitnessDecision Of(WitnessOutcome outcome) => new(outcome, 0, 0, null);

    internal static WitnessDecision Need(long from, long to) => new(WitnessOutcome.NeedProof, from, to, null);

    internal static WitnessDecision Forked(ForkEvidence evidence) => new(WitnessOutcome.Forked, 0, 0, evidence);
}
