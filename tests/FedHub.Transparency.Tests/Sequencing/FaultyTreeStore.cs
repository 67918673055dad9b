namespace FedHub.Transparency.Tests;

/// <summary>A store of which one call fails in one way.</summary>
internal sealed class FaultyTreeStore(ILogTreeStore store) : ILogTreeStore
{
    /// <summary>Calls of this name are counted; null for none.</summary>
    internal string? FailingCall { get; set; }

    /// <summary>Which of them fails, from 0.</summary>
    internal int FailingNumber { get; set; }

    internal FaultMode Mode { get; set; }

    internal int Faults { get; private set; }

    /// <summary>What a delayed call will still do.</summary>
    internal Func<Task>? Delayed { get; private set; }

    /// <summary>Every head that a commit was asked for: what a sequencer may have shown in the end is among them.</summary>
    internal List<SignedCheckpoint> Signed { get; } = [];

    public ValueTask<IReadOnlyList<LogReceipt>> AppendAsync(IReadOnlyList<NewLogEntry> entries, CancellationToken cancellationToken) =>
        RunAsync("append", () => store.AppendAsync(entries, CancellationToken.None));

    public ValueTask<IReadOnlyList<StoredLogEntry>> ReadAsync(long start, int maxCount, CancellationToken cancellationToken) =>
        RunAsync("read", () => store.ReadAsync(start, maxCount, cancellationToken));

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => RunAsync("count", () => store.CountAsync(cancellationToken));

    public ValueTask<LogReceipt?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        RunAsync("find", () => store.FindAsync(key, cancellationToken));

    public ValueTask<bool> TryInitializeAsync(SignedCheckpoint empty, CancellationToken cancellationToken) =>
        RunAsync("init", () => store.TryInitializeAsync(empty, cancellationToken));

    public ValueTask<SignedCheckpoint?> ReadHeadAsync(CancellationToken cancellationToken) => RunAsync("head", () => store.ReadHeadAsync(cancellationToken));

    public ValueTask<HeadCommit> CommitAsync(
        SignedCheckpoint expected, SignedCheckpoint successor, IReadOnlyList<Tile> completed, CancellationToken cancellationToken)
    {
        Signed.Add(successor);
        return RunAsync("commit", () => store.CommitAsync(expected, successor, completed, CancellationToken.None));
    }

    public ValueTask<IReadOnlyList<SignedCheckpoint>> ReadCheckpointsAsync(long fromSize, int maxCount, CancellationToken cancellationToken) =>
        RunAsync("checkpoints", () => store.ReadCheckpointsAsync(fromSize, maxCount, cancellationToken));

    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        RunAsync("tile", () => store.ReadTileAsync(tile, cancellationToken));

    public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        RunAsync("bundle", () => store.ReadBundleAsync(bundle, cancellationToken));

    private async ValueTask<T> RunAsync<T>(string call, Func<ValueTask<T>> run)
    {
        if (call != FailingCall || FailingNumber-- != 0)
        {
            return await run();
        }

        Faults++;
        if (Mode == FaultMode.AppliedButError)
        {
            _ = await run();
        }

        Delayed = Mode == FaultMode.DelayedApply ? async () => _ = await run() : null;
        throw new IOException("The connection broke.");
    }
}
