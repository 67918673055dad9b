using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Reads the responses of a streaming call.</summary>
internal sealed class ClientStreamReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private ResponseMessages? _messages;
    private TResponse? _current;
    private int _reading;

    public TResponse Current => _current ?? throw new InvalidOperationException("No value has been read, or the stream has ended.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");
        }

        CallOutcome outcome;
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Cancel(), call);
            if (call.Outcome is null && await ReadAsync())
            {
                return true;
            }

            outcome = call.Outcome!;
        }
#pragma warning disable CA1031 // Whatever goes wrong is the outcome of the call
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = call.End(exception);
            Close();
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }

        _current = null;
        return outcome.Status.StatusCode == StatusCode.OK ? false : throw call.ToException(outcome);
    }

    private async ValueTask<bool> ReadAsync()
    {
        _messages ??= await call.OpenAsync();
        if (_messages is null)
        {
            return false;
        }

        if (await _messages.MoveNextAsync(call.Token))
        {
            _current = call.Parse(_messages);
            return true;
        }

        Close();
        await call.EndFromTrailersAsync();
        return false;
    }

    private void Close()
    {
        _messages?.Dispose();
        _messages = null;
    }
}
