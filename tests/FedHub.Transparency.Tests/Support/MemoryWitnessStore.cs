namespace FedHub.Transparency.Tests;

/// <summary>A witness's store that can fail before or after it has stored.</summary>
internal sealed class MemoryWitnessStore : IWitnessStore
{
    internal WitnessState Stored { get; private set; } = WitnessState.Empty;

    internal int Saves { get; private set; }

    internal Action<string>? Before { get; set; }

    internal Action<string>? After { get; set; }

    public ValueTask<WitnessState> LoadAsync(CancellationToken cancellationToken) => new(Stored);

    public ValueTask SaveAsync(SignedCheckpoint accepted, CancellationToken cancellationToken)
    {
        Before?.Invoke("save");
        Stored = Stored.With(accepted);
        Saves++;
        After?.Invoke("save");
        return ValueTask.CompletedTask;
    }

    public ValueTask SaveForkAsync(ForkEvidence evidence, CancellationToken cancellationToken)
    {
        Before?.Invoke("fork");
        Stored = Stored.With(evidence);
        After?.Invoke("fork");
        return ValueTask.CompletedTask;
    }
}
