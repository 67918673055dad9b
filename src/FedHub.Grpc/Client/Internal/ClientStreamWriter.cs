using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Writes the requests of a streaming call.</summary>
internal sealed class ClientStreamWriter<TRequest>(
    ClientCall call, Marshaller<TRequest> marshaller, int? maxPayloadBytes, StreamRequestContent content, Task? response)
    : IClientStreamWriter<TRequest>
{
    private int _writing;
    private bool _completed;

    public WriteOptions? WriteOptions { get; set; } = call.Options.WriteOptions;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfClosed();
        Enter();
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Cancel(), call);
            await WriteFrameAsync(message);
        }
        catch (Exception exception) when (exception is not (RpcException or InvalidOperationException and not ObjectDisposedException))
        {
            throw call.ToException(await OutcomeAsync(exception));
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    public Task CompleteAsync()
    {
        Enter();
        _completed = true;
        content.Complete();
        Volatile.Write(ref _writing, 0);
        return Task.CompletedTask;
    }

    private async Task WriteFrameAsync(TRequest message)
    {
        using var serialization = new PooledSerializationContext(maxPayloadBytes);
        var frame = serialization.Serialize(message, marshaller.ContextualSerializer);
        var stream = await content.AcquireAsync();
        await stream.WriteAsync(frame, call.Token);
        if (WriteOptions is not { } options || !options.Flags.HasFlag(WriteFlags.BufferHint))
        {
            await stream.FlushAsync(call.Token);
        }
    }

    private void ThrowIfClosed()
    {
        if (call.Outcome is { } outcome)
        {
            throw outcome.Status.StatusCode == StatusCode.OK
                ? new InvalidOperationException("Can't write the message because the call is complete.")
                : call.ToException(outcome);
        }

        if (_completed)
        {
            throw new InvalidOperationException("Can't write the message because the request stream is complete.");
        }
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _writing, 1) != 0)
        {
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }
    }

    // A server that ends a call early resets the stream of requests. The reason then comes with the response, which is the better answer.
    private async Task<CallOutcome> OutcomeAsync(Exception exception)
    {
        if (response is not null && call.Outcome is null)
        {
            await response.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return call.Outcome is { Status.StatusCode: not StatusCode.OK } outcome ? outcome : call.OutcomeOf(exception);
    }
}
