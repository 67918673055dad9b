using System.Runtime.InteropServices;

namespace FedHub.Transparency;

/// <summary>What came of comparing two views.</summary>
/// <param name="Outcome">How they compare.</param>
/// <param name="ProofFrom">With <see cref="GossipOutcome.NeedProof"/>: the smaller size; else 0.</param>
/// <param name="ProofTo">With <see cref="GossipOutcome.NeedProof"/>: the larger size; else 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GossipVerdict(GossipOutcome Outcome, long ProofFrom, long ProofTo);
