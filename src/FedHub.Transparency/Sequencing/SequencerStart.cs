namespace FedHub.Transparency;

/// <summary>What came of starting a sequencer.</summary>
/// <param name="Sequencer">Null when it is refused.</param>
/// <param name="Refusal">Why.</param>
public sealed record SequencerStart(LogSequencer? Sequencer, SequencerRefusal Refusal);
