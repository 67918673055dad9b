namespace FedHub.Transparency;

/// <summary>
/// Keeps what one witness knows of one log. Every implementation holds to this:
/// <list type="bullet">
/// <item>When a save returns, what was saved survives a crash of the process, of the system and a loss of power.</item>
/// <item>A save that throws may have been stored all the same; the witness then cosigns nothing for it.</item>
/// <item>A state that was saved is never set back, also not by restoring a backup: a witness that has lost its state is a new witness with a
/// new key.</item>
/// <item>Checkpoints beyond the last <see cref="WitnessState.WindowSize"/> sizes may be dropped; evidence of a fork never is.</item>
/// </list>
/// </summary>
public interface IWitnessStore
{
    /// <summary>Reads the state; <see cref="WitnessState.Empty"/> for one never saved.</summary>
    ValueTask<WitnessState> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Adds an accepted checkpoint and returns when it is durable.</summary>
    ValueTask SaveAsync(SignedCheckpoint accepted, CancellationToken cancellationToken);

    /// <summary>Keeps the evidence that the log has forked and returns when it is durable.</summary>
    ValueTask SaveForkAsync(ForkEvidence evidence, CancellationToken cancellationToken);
}
