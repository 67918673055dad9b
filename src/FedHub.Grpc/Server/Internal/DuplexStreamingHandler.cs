using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class DuplexStreamingHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler, MethodSettings settings, ServerRuntime runtime)
    : MethodHandler(settings, runtime)
    where TRequest : class
    where TResponse : class
{
    protected override async Task InvokeAsync(ServerCall call)
    {
        await handler(
            new RequestStreamReader<TRequest>(call, method.RequestMarshaller),
            new ResponseStreamWriter<TResponse>(call, method.ResponseMarshaller),
            call);
        call.End<TResponse>(null, null);
    }
}
