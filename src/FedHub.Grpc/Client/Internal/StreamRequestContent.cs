using System.Net;
using System.Net.Http.Headers;
using FedHub.Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>A body that a stream writer fills for as long as the call lasts.</summary>
internal sealed class StreamRequestContent : HttpContent
{
    private static readonly MediaTypeHeaderValue _contentType = new(HeaderName.ContentType);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly CancellationToken _callToken;

    // Both under _gate.
    private Stream? _stream;
    private bool _acquired;

    public StreamRequestContent(CancellationToken callToken)
    {
        _callToken = callToken;
        Headers.ContentType = _contentType;
    }

    /// <summary>Waits until the request's headers are out and messages may follow; cancelled when the call ended before.</summary>
    public async ValueTask<Stream> AcquireAsync()
    {
        await _ready.Task;
        lock (_gate)
        {
            _acquired = true;
            return _stream!;
        }
    }

    /// <summary>Half-closes the request.</summary>
    public void Complete() => _completed.TrySetResult();

    /// <summary>Lets go of everybody who waits, because the call has ended. A call that this side gave up must not look half-closed.</summary>
    public void End(bool byServer)
    {
        if (byServer)
        {
            _completed.TrySetResult();
        }
        else
        {
            _completed.TrySetCanceled();
        }

        _ready.TrySetCanceled();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // SocketsHttpHandler keeps the request's headers back until the first flush.
        await stream.FlushAsync(cancellationToken);
        lock (_gate)
        {
            // The transport may try again on another connection. Messages of the first try cannot be sent again.
            if (_acquired)
            {
                throw new IOException("The connection was lost after messages had been sent.");
            }

            _stream = stream;
        }

        _ready.TrySetResult();
        try
        {
            await _completed.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!_callToken.IsCancellationRequested && !_completed.Task.IsCanceled)
        {
            // The server reset the stream. Why is known to the response; thrown here, it would hide that.
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
