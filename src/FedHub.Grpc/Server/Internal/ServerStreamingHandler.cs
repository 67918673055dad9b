using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class ServerStreamingHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler, MethodSettings settings, ServerRuntime runtime)
    : MethodHandler(settings, runtime)
    where TRequest : class
    where TResponse : class
{
    protected override async Task InvokeAsync(ServerCall call)
    {
        var request = await call.Requests.ReadSingleAsync(method.RequestMarshaller, call.ReadToken);
        await handler(request, new ResponseStreamWriter<TResponse>(call, method.ResponseMarshaller), call);
        call.End<TResponse>(null, null);
    }
}
