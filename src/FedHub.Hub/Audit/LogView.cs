using FedHub.Cryptography;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>The log's size and running root, extended from the store whenever somebody asks, and a check of the whole log.</summary>
internal sealed class LogView(SqliteLogStore store) : IDisposable
{
    private const int ReadBatch = 1024;

    private readonly SemaphoreSlim _oneAtATime = new(1);

    // Owned by whoever holds the semaphore.
    private readonly CompactRange _running = new();

    /// <summary>Size and root over all entries.</summary>
    internal async Task<(long Size, Digest Root)> ReadAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await ExtendAsync(cancellationToken);
            return (_running.Count, _running.Root());
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Re-reads every entry and compares with the running root.</summary>
    internal async Task<LogCheck> VerifyAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await ExtendAsync(cancellationToken);
            var fresh = new CompactRange();
            while (fresh.Count < _running.Count)
            {
                var wanted = (int)Math.Min(ReadBatch, _running.Count - fresh.Count);
                var batch = await store.ReadAsync(fresh.Count, wanted, cancellationToken);
                if (FirstFault(batch, fresh) is { } fault)
                {
                    return new LogCheck(fresh.Count, fresh.Root(), fault);
                }
            }

            return fresh.Root() == _running.Root()
                ? new LogCheck(fresh.Count, fresh.Root(), null)
                : new LogCheck(fresh.Count, fresh.Root(), "The root over the stored entries is not the one kept in memory.");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static string? FirstFault(IReadOnlyList<StoredLogEntry> batch, CompactRange fresh)
    {
        if (batch.Count == 0)
        {
            return $"Entry {fresh.Count} is missing.";
        }

        foreach (var entry in batch)
        {
            if (entry.Index != fresh.Count)
            {
                return $"Entry {fresh.Count} is missing.";
            }

            if (!AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf))
            {
                return $"Entry {entry.Index} is not a leaf.";
            }

            if (entry.Opening is { } opening && !opening.Opens(leaf))
            {
                return $"The payload of entry {entry.Index} does not open its commitment.";
            }

            fresh.Append(MerkleHash.Leaf(entry.Leaf.Span));
        }

        return null;
    }

    private async Task ExtendAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await store.ReadAsync(_running.Count, ReadBatch, cancellationToken);
            if (batch.Count == 0)
            {
                return;
            }

            foreach (var entry in batch)
            {
                _running.Append(MerkleHash.Leaf(entry.Leaf.Span));
            }
        }
    }
}
