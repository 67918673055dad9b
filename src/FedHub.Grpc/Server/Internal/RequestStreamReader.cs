using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The stream of requests as the handler sees it.</summary>
internal sealed class RequestStreamReader<T>(ServerCall call, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;
    private int _reading;
    private bool _ended;

    public T Current => _current ?? throw new InvalidOperationException("No value has been read, or the stream has ended.");

    /// <summary>Cancelling the token ends the wait only, not the call.</summary>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return false;
        }

        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");
        }

        try
        {
            _current = await ReadAsync(cancellationToken);
            _ended = _current is null;
            return !_ended;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    private async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        var callToken = call.ReadToken;
        callToken.ThrowIfCancellationRequested();
        if (!cancellationToken.CanBeCanceled || cancellationToken == callToken)
        {
            return await call.Requests.ReadAsync(marshaller, callToken);
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(callToken, cancellationToken);
        return await call.Requests.ReadAsync(marshaller, both.Token);
    }
}
