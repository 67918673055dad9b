namespace FedHub.Transparency;

/// <summary>What a witness answers to a checkpoint.</summary>
/// <param name="Decision">What it makes of it. If it is accepted, the state that says so is durable.</param>
/// <param name="Cosignature">Its signature, for a checkpoint that is accepted and the largest that it knows; else null.</param>
public sealed record WitnessAnswer(WitnessDecision Decision, NoteSignature? Cosignature);
