using FedHub.Grpc;
using FedHub.Grpc.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// One call being handled: what the handler sees of it, and the one place that decides how it ends.
/// It ends once, by its handler or by its clock. When the clock was first, the request stays open here until the handler
/// returns, because Kestrel reuses the objects of a finished request.
/// </summary>
internal sealed class ServerCall : ServerCallContext, IAsyncDisposable
{
    private const int ResetNoError = 0;
    private const int ResetInternalError = 2;
    private const int ResetCancel = 8;

    private readonly ServerRuntime _runtime;
    private readonly DateTime _deadline;
    private readonly CallClock? _clock;
    private readonly Lock _gate = new();

    // Under _gate.
    private bool _ended;
    private bool _writing;
    private CancellationTokenSource? _cancellation;

    // Written by the clock under _gate, read by the handler's side after it saw _ended.
    private Task _clockEnding = Task.CompletedTask;
    private bool _endedByClock;
    private long _clockEndedAt;

    private Metadata? _requestHeaders;
    private Metadata? _trailers;
    private AuthContext? _authContext;
    private CancellationTokenRegistration _aborted;

    // Kestrel counts a response as started only when it is flushed, which a unary call never does.
    private bool _hasBody;
    private bool _brokenFrame;

    public ServerCall(HttpContext http, MethodSettings settings, ServerRuntime runtime, TimeSpan? timeout)
    {
        HttpContext = http;
        Settings = settings;
        _runtime = runtime;
        Limits = settings.IsStream ? http.GetEndpoint()?.Metadata.GetMetadata<GrpcStreamLimits>() ?? runtime.Limits : null;
        _deadline = timeout is { } time ? DeadlineIn(runtime.Time.GetUtcNow().UtcDateTime, time) : DateTime.MaxValue;
        _clock = timeout is not null || Limits is { IdleTimeout: not null } or { MaxAge: not null }
            ? new CallClock(this, runtime.Time, timeout, Limits)
            : null;
        Requests = new RequestMessages(this);
        http.Response.ContentType = HeaderName.ContentType;
    }

    public HttpContext HttpContext { get; }

    public MethodSettings Settings { get; }

    /// <summary>Null for a unary call.</summary>
    public GrpcStreamLimits? Limits { get; }

    public RequestMessages Requests { get; }

    /// <summary>What pending reads wait with. None without a clock: a peer that goes away ends them by itself.</summary>
    public CancellationToken ReadToken => _clock is null ? CancellationToken.None : CancellationToken;

    /// <summary>Whether a read or a write found that the client has gone. Kestrel says so there first, and by its token later.</summary>
    public bool IsClientGone { get; set; }

    public CallId Id => new(HttpContext.TraceIdentifier);

    public RpcName Rpc => new(Settings.Method.FullName);

    protected override string MethodCore => Settings.Method.FullName;

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore => PeerIdentity.Address(HttpContext.Connection);

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= RequestMetadata.Read(HttpContext.Request);

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _authContext ??= PeerIdentity.Of(HttpContext.Connection.ClientCertificate);

    // RequestAborted costs an allocation when it is looked at: only for handlers that ask.
    protected override CancellationToken CancellationTokenCore => _clock is null ? HttpContext.RequestAborted : Cancellation().Token;

    public void Start() => _clock?.Start();

    public void Touch() => _clock?.Touch();

    /// <summary>Ends the call with the status that the handler left, and with its response if it has one.</summary>
    public void End<TResponse>(TResponse? response, Marshaller<TResponse>? marshaller)
        where TResponse : class
    {
        if (!TryEnd())
        {
            return;
        }

        if (marshaller is not null && StatusCore.StatusCode == StatusCode.OK)
        {
            WriteMessage(response ?? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method.")), marshaller);
        }

        WriteTrailers(StatusCore, _trailers);
    }

    /// <summary>Ends the call with what an exception of the handler means.</summary>
    public void EndWith(Exception exception)
    {
        if (TryEnd() || !_endedByClock)
        {
            var (status, trailers) = ServerError.Classify(exception, this, _runtime);
            try
            {
                WriteTrailers(status, trailers);
            }
            catch (ArgumentException invalid)
            {
                // The handler's trailers hold what no header can.
                WriteTrailers(ServerError.Classify(invalid, this, _runtime).Status, trailers: null);
            }
        }
    }

    /// <summary>Ends the call because its time is over, whatever its handler does.</summary>
    public void EndFromClock(Status status)
    {
        TaskCompletionSource ending;
        bool writing;
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            writing = _writing;
            _endedByClock = true;
            _clockEndedAt = _runtime.Time.GetTimestamp();
            ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _clockEnding = ending.Task;
        }

        _runtime.EnterOverdue();
        _ = FinishFromClockAsync(status, writing, ending);
    }

    /// <summary>Waits until nothing of this call touches the request any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _clock?.Dispose();
        if (_endedByClock)
        {
            await _clockEnding;
            _runtime.ExitOverdue();
            var overrun = _runtime.Time.GetElapsedTime(_clockEndedAt);
            if (overrun > TimeSpan.FromSeconds(1))
            {
                ServerLog.HandlerOverran(_runtime.Log, Rpc, Id, overrun);
            }
        }

        // After the clock's ending, which may have made it; before its source goes, which it would cancel.
        await _aborted.DisposeAsync();
        _cancellation?.Dispose();
    }

    /// <summary>Writes and flushes one message of a stream.</summary>
    public async Task WriteAsync<T>(T message, Marshaller<T> marshaller, bool flush, CancellationToken cancellationToken)
    {
        BeginWrite();
        try
        {
            WriteMessage(message, marshaller);
            Touch();
            if (flush && (await HttpContext.Response.BodyWriter.FlushAsync(cancellationToken)).IsCompleted)
            {
                IsClientGone = true;
                throw new OperationCanceledException("The client has gone away.");
            }
        }
        finally
        {
            EndWrite();
        }
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        BeginWrite();
        try
        {
            if (_hasBody || HttpContext.Response.HasStarted)
            {
                throw new InvalidOperationException("Response headers can only be sent once per call.");
            }

            ResponseStatus.Write(HttpContext.Response.Headers, responseHeaders);
            await HttpContext.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            EndWrite();
        }
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options)
    {
        var chosen = options ?? ContextPropagationOptions.Default;
        return new HttpPropagationToken(
            chosen.IsPropagateDeadline ? _deadline : DateTime.MaxValue,
            chosen.IsPropagateCancellation ? CancellationTokenCore : CancellationToken.None);
    }

    private static DateTime DeadlineIn(DateTime now, TimeSpan timeout) =>
        timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;

    private bool TryEnd()
    {
        lock (_gate)
        {
            return !_ended && (_ended = true);
        }
    }

    private void BeginWrite()
    {
        lock (_gate)
        {
            if (_ended)
            {
                throw _endedByClock
                    ? new OperationCanceledException("The call has ended.")
                    : new InvalidOperationException("Can't write the message because the request is complete.");
            }

            _writing = !_writing
                ? true
                : throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }
    }

    private void EndWrite()
    {
        lock (_gate)
        {
            _writing = false;
        }
    }

    private void WriteMessage<T>(T message, Marshaller<T> marshaller)
    {
        var serialization = new PipeSerializationContext(HttpContext.Response.BodyWriter, Settings.MaxSendBytes);
        try
        {
            serialization.Serialize(message, marshaller.ContextualSerializer);
        }
        finally
        {
            _hasBody |= serialization.HasBegun;
            _brokenFrame |= serialization.IsBroken;
        }
    }

    private void WriteTrailers(Status status, Metadata? trailers)
    {
        // Half a message is in the response already. No status can be told from it.
        if (_brokenFrame)
        {
            Reset(ResetInternalError);
            return;
        }

        var response = HttpContext.Response;
        var target = _hasBody || response.HasStarted ? HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : response.Headers;
        if (trailers is not null)
        {
            ResponseStatus.Write(target, trailers);
        }

        ResponseStatus.Write(target, status);
    }

    private async Task FinishFromClockAsync(Status status, bool writing, TaskCompletionSource ending)
    {
        try
        {
            // A write that is in progress waits for a client that does not read.
            if (writing)
            {
                Reset(ResetCancel);
            }
            else
            {
                WriteTrailers(status, trailers: null);
                await HttpContext.Response.CompleteAsync();
                if (!Requests.IsComplete)
                {
                    Reset(ResetNoError);
                }
            }
        }
#pragma warning disable CA1031 // On a timer thread: nobody above would see it
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ServerLog.EndFailed(_runtime.Log, Rpc, Id, exception);
        }
        finally
        {
            // After the status, so that the handler's end does not meet a half-ended request; before the signal, after which the request is gone.
            await Cancellation().CancelAsync();
            ending.TrySetResult();
        }
    }

    private void Reset(int errorCode) => HttpContext.Features.Get<IHttpResetFeature>()?.Reset(errorCode);

    private CancellationTokenSource Cancellation()
    {
        lock (_gate)
        {
            if (_cancellation is null)
            {
                _cancellation = new CancellationTokenSource();
                _aborted = HttpContext.RequestAborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _cancellation);
            }

            return _cancellation;
        }
    }
}
