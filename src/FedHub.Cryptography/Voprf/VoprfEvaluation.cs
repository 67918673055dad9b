namespace FedHub.Cryptography;

/// <summary>What the owner of a key answers.</summary>
/// <param name="Elements">One evaluated element for each blinded one, in their order.</param>
/// <param name="Proof">One proof over all.</param>
public sealed record VoprfEvaluation(IReadOnlyList<GroupElement> Elements, VoprfProof Proof);
