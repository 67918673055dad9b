using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class ClientStreamingHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler, MethodSettings settings, ServerRuntime runtime)
    : MethodHandler(settings, runtime)
    where TRequest : class
    where TResponse : class
{
    protected override async Task InvokeAsync(ServerCall call)
    {
        var response = await handler(new RequestStreamReader<TRequest>(call, method.RequestMarshaller), call);
        call.End(response, method.ResponseMarshaller);
    }
}
