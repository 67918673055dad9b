namespace Grpc.Core;

/// <summary>The part that all four call objects share. One state object instead of four closures a call.</summary>
internal readonly struct AsyncCallState(
    Func<object, Task<Metadata>> responseHeaders,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose,
    object state)
{
    public AsyncCallState(Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose)
        : this(
            static state => ((Closures)state).ResponseHeaders,
            static state => ((Closures)state).Status(),
            static state => ((Closures)state).Trailers(),
            static state => ((Closures)state).Dispose(),
            new Closures(responseHeaders, status, trailers, dispose))
    {
    }

    public Task<Metadata> ResponseHeaders => responseHeaders(state);

    public Status GetStatus() => status(state);

    public Metadata GetTrailers() => trailers(state);

    public void Dispose() => dispose(state);

    private sealed record Closures(Task<Metadata> ResponseHeaders, Func<Status> Status, Func<Metadata> Trailers, Action Dispose);
}
