using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The stream on which one member's node receives deliveries.</summary>
internal sealed class DeliveryStream : IDisposable
{
    private readonly Channel<Delivery> _queue;
    private readonly CancellationTokenSource _closed = new();

    // 1 when something was dropped because the queue was full, and at the start: everything due is then read from the store.
    private int _behind = 1;

    internal DeliveryStream(MemberId member, DateTimeOffset since, int backlog)
    {
        Member = member;
        Since = since;
        _queue = Channel.CreateBounded<Delivery>(new BoundedChannelOptions(backlog) { SingleReader = true });
    }

    internal MemberId Member { get; }

    internal DateTimeOffset Since { get; }

    /// <summary>Why the hub closed the stream; null while it is open.</summary>
    internal Refusal? ClosedBecause { get; private set; }

    /// <summary>Queues a delivery. A full queue loses nothing: the reader is told to catch up from the store.</summary>
    internal void Enqueue(Delivery delivery)
    {
        if (!_queue.Writer.TryWrite(delivery))
        {
            Volatile.Write(ref _behind, 1);
        }
    }

    /// <summary>Ends the stream with a reason. The first one counts.</summary>
    internal void Close(Refusal reason)
    {
        lock (_queue)
        {
            ClosedBecause ??= reason;
        }

        try
        {
            _closed.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream ended by itself meanwhile.
        }
    }

    /// <summary>Deliveries as they come; null means that everything due is to be read from the store first.</summary>
    /// <exception cref="FedHubException">The hub closed the stream.</exception>
    internal async IAsyncEnumerable<Delivery?> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        while (true)
        {
            if (Interlocked.Exchange(ref _behind, 0) == 1)
            {
                yield return null;
            }

            if (await NextAsync(either.Token, cancellationToken) is { } delivery)
            {
                yield return delivery;
            }
        }
    }

    public void Dispose() => _closed.Dispose();

    private async ValueTask<Delivery?> NextAsync(CancellationToken either, CancellationToken caller)
    {
        try
        {
            return await _queue.Reader.ReadAsync(either);
        }
        catch (OperationCanceledException) when (ClosedBecause is not null && !caller.IsCancellationRequested)
        {
            throw new FedHubException(ClosedBecause);
        }
    }
}
