using FedHub.Cryptography;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>The log's size and running root, extended from the store whenever somebody asks.</summary>
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

    public void Dispose() => _oneAtATime.Dispose();

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
