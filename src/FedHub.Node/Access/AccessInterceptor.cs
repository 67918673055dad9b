using FedHub.Node.Officers;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace FedHub.Node.Access;

/// <summary>Before every call of the node, on both doors: finds out who calls and asks <see cref="NodeAccess"/>. Nothing is read of a call that is refused.</summary>
internal sealed class AccessInterceptor(OfficerRegister officers, RunningCalls running) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        using var call = Admit(context);
        return await continuation(request, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var call = Admit(context);
        return await continuation(requestStream, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var call = Admit(context);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var call = Admit(context);
        await continuation(requestStream, responseStream, context);
    }

    private IDisposable? Admit(ServerCallContext context)
    {
        var http = context.GetHttpContext();

        // The socket has neither TLS nor an address; its file mode is what lets the operator in and nobody else.
        if (!http.Request.IsHttps && http.Connection.LocalIpAddress is null)
        {
            return Admit(context, NodeCaller.Operator, null);
        }

        var key = CallerKey.Of(context);
        var call = running.Enter(http, key);
        return Admit(context, officers.Find(key) is { } officer ? NodeCaller.From(officer) : NodeCaller.Stranger, call);
    }

    private static IDisposable? Admit(ServerCallContext context, NodeCaller caller, IDisposable? call)
    {
        if (NodeAccess.Check(context.Method, caller) is { } refusal)
        {
            call?.Dispose();
            throw new FedHubException(refusal);
        }

        caller.Attach(context);
        return call;
    }
}
