namespace FedHub.Transparency;

/// <summary>
/// Keeps the entries of one log. Every implementation holds to this:
/// <list type="bullet">
/// <item>When an append returns, its entries survive a crash of the process, of the system and a loss of power.</item>
/// <item>Indices are final, start at 0 and have no gaps; an entry never moves or changes.</item>
/// <item>A key is stored once. Appending it again returns the place of the first append and stores nothing.</item>
/// <item>The entries of one append are all stored or none, in their order.</item>
/// <item>An append that throws may have been stored all the same, if the failure hit the commit: look its key up
/// with <see cref="FindAsync"/>, or append the same entry again; never make a new key for it.</item>
/// <item>What a read returns is durable.</item>
/// </list>
/// </summary>
public interface ILogStore
{
    /// <summary>Appends entries and returns when they are durable: one receipt an entry, in their order.</summary>
    ValueTask<IReadOnlyList<LogReceipt>> AppendAsync(IReadOnlyList<NewLogEntry> entries, CancellationToken cancellationToken);

    /// <summary>Reads entries from <paramref name="start"/>, at most <paramref name="maxCount"/>; fewer or none at the end of the log.</summary>
    ValueTask<IReadOnlyList<StoredLogEntry>> ReadAsync(long start, int maxCount, CancellationToken cancellationToken);

    /// <summary>How many entries there are, which is the index that the next one gets.</summary>
    ValueTask<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Where the entry with this key is; null when there is none.</summary>
    ValueTask<LogReceipt?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken);
}
