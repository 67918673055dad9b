using System.Runtime.CompilerServices;
using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>One call under way: its request, what cancels it, and how it ended. The part that does not depend on message types.</summary>
internal abstract class ClientCall : IDisposable
{
    // Shared by all calls, so that a call object costs no closures.
    public static readonly Func<object, Task<Metadata>> Headers = static state => ((ClientCall)state).GetHeadersAsync();
    public static readonly Func<object, Status> Status = static state => ((ClientCall)state).EndedOutcome.Status;
    public static readonly Func<object, Metadata> Trailers = static state => ((ClientCall)state).EndedOutcome.Trailers;
    public static readonly Action<object> Release = static state => ((ClientCall)state).Dispose();

    // Longer than this no timer runs; such a deadline is the server's to keep.
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(45);

    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TimeSpan? _timeout;
    private CancellationTokenRegistration _callerRegistration;
    private CancellationTokenRegistration _channelRegistration;
    private ITimer? _deadlineTimer;
    private HttpResponseMessage? _response;

    // Only there when somebody waits for the headers.
    private TaskCompletionSource<HttpResponseMessage?>? _responseWaiter;

    // Both are written once, by whoever comes first.
    private CallOutcome? _outcome;
    private int _cancelReason;

    protected ClientCall(GrpcChannel channel, CallOptions options)
    {
        _channel = channel;
        Options = options;
        _timeout = TimeoutOf(options.Deadline, channel.TimeProvider);
    }

    public CallOutcome? Outcome => Volatile.Read(ref _outcome);

    public CancellationToken Token => _cancellation.Token;

    public CallOptions Options { get; }

    protected GrpcChannel Channel => _channel;

    private CallOutcome EndedOutcome =>
        Outcome ?? throw new InvalidOperationException("The call is not complete.");

    /// <summary>Cancels the call if it runs. A second call does nothing.</summary>
    public void Dispose()
    {
        Cancel(CancelReason.Caller);
        Volatile.Read(ref _response)?.Dispose();
    }

    /// <summary>Cancels the call because its caller asked for it.</summary>
    public void Cancel() => Cancel(CancelReason.Caller);

    /// <summary>Records that the server ended the call, unless it had ended, and lets go of what it held.</summary>
    public CallOutcome End(CallOutcome outcome)
    {
        var ended = Interlocked.CompareExchange(ref _outcome, outcome, null) ?? outcome;
        LetGo(byServer: true);
        return ended;
    }

    /// <summary>Ends the call, unless it had ended, with what an exception on this side means. The server is told by a reset.</summary>
    public CallOutcome End(Exception exception)
    {
        var outcome = OutcomeOf(exception);
        var ended = Interlocked.CompareExchange(ref _outcome, outcome, null) ?? outcome;
        LetGo(byServer: false);

        // The token ends what is pending; a stream that nobody reads at the moment is reset only by disposing its response.
        _cancellation.Cancel();
        Volatile.Read(ref _response)?.Dispose();
        return ended;
    }

    /// <summary>What an exception means, without ending the call.</summary>
    public CallOutcome OutcomeOf(Exception exception) => (CancelReason)Volatile.Read(ref _cancelReason) switch
    {
        CancelReason.Caller => new(new Status(StatusCode.Cancelled, "Call canceled by the client.", exception), Metadata.Empty),
        CancelReason.Deadline => new(new Status(StatusCode.DeadlineExceeded, "", exception), Metadata.Empty),
        CancelReason.ChannelClosed => new(new Status(StatusCode.Cancelled, "The channel was closed.", exception), Metadata.Empty),
        _ when exception is RpcException rpc => new(rpc.Status, rpc.Trailers),
        _ => new(TransportStatus.FromException(exception), Metadata.Empty),
    };

    /// <summary>The exception to throw at the caller for an outcome.</summary>
    public Exception ToException(CallOutcome outcome)
    {
        var exception = outcome.ToException();
        return _channel.ThrowOperationCanceledOnCancellation && (CancelReason)_cancelReason != CancelReason.None
            && outcome.Status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded
            ? new OperationCanceledException(exception.Message, exception, Options.CancellationToken)
            : exception;
    }

    /// <summary>Waits for the response's headers; null when the call ended without any.</summary>
    public Task<HttpResponseMessage?> ResponseAsync()
    {
        Interlocked.CompareExchange(
            ref _responseWaiter, new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously), null);
        TellWaiter();
        return _responseWaiter.Task;
    }

    /// <summary>Called when the call has ended, perhaps more than once.</summary>
    protected abstract void OnEnded(bool byServer);

    /// <summary>Sends the request; the task ends with the response's headers. Throws what the transport throws.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected async ValueTask<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        Arm();
        _cancellation.Token.ThrowIfCancellationRequested();
        var response = await _channel.SendAsync(request, _cancellation.Token);

        // The exchange is also the fence between the response and the waiter, which are written and looked at crosswise.
        Interlocked.Exchange(ref _response, response);
        TellWaiter();

        // A cancellation that came before found nothing to dispose.
        if (_cancellation.IsCancellationRequested)
        {
            response.Dispose();
        }

        return response;
    }

    /// <summary>Throws <see cref="ArgumentException"/> for metadata that no header can hold.</summary>
    protected HttpRequestMessage CreateRequest(IMethod method, string? host, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _channel.UriOf(method))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation(HeaderName.Te, "trailers");
        if (_timeout is { } timeout)
        {
            request.Headers.TryAddWithoutValidation(HeaderName.Timeout, GrpcTimeout.Format(timeout));
        }

        if (host is not null)
        {
            request.Headers.Host = host;
        }

        foreach (var entry in Options.Headers ?? Metadata.Empty)
        {
            if (!HeaderName.IsReserved(entry.Key))
            {
                request.Headers.TryAddWithoutValidation(entry.Key, MetadataWire.Value(entry));
            }
        }

        return request;
    }

    private static TimeSpan? TimeoutOf(DateTime? deadline, TimeProvider time)
    {
        if (deadline is not { } value || value == DateTime.MaxValue)
        {
            return null;
        }

        return value.Kind == DateTimeKind.Utc
            ? value - time.GetUtcNow().UtcDateTime
            : throw new InvalidOperationException("Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue.");
    }

    private void Arm()
    {
        if (_timeout is { } timeout)
        {
            if (timeout <= TimeSpan.Zero)
            {
                Cancel(CancelReason.Deadline);
                return;
            }

            if (timeout < _longestTimer)
            {
                _deadlineTimer = _channel.TimeProvider.CreateTimer(
                    static state => ((ClientCall)state!).Cancel(CancelReason.Deadline), this, timeout, Timeout.InfiniteTimeSpan);
            }
        }

        _channelRegistration = _channel.Closed.UnsafeRegister(static state => ((ClientCall)state!).Cancel(CancelReason.ChannelClosed), this);
        _callerRegistration = Options.CancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Cancel(CancelReason.Caller), this);
    }

    private void Cancel(CancelReason reason)
    {
        if (Outcome is not null || Interlocked.CompareExchange(ref _cancelReason, (int)reason, (int)CancelReason.None) != (int)CancelReason.None)
        {
            return;
        }

        End(new OperationCanceledException(_cancellation.Token));
    }

    private void LetGo(bool byServer)
    {
        _deadlineTimer?.Dispose();
        _callerRegistration.Unregister();
        _channelRegistration.Unregister();
        OnEnded(byServer);
        TellWaiter();
    }

    private void TellWaiter()
    {
        if (Volatile.Read(ref _responseWaiter) is { } waiter)
        {
            if (Volatile.Read(ref _response) is { } response)
            {
                waiter.TrySetResult(response);
            }
            else if (Outcome is not null)
            {
                waiter.TrySetResult(null);
            }
        }
    }

    private async Task<Metadata> GetHeadersAsync()
    {
        var response = await ResponseAsync();
        return response is null ? throw ToException(Outcome!) : ResponseMetadata.Read(response.Headers);
    }
}
