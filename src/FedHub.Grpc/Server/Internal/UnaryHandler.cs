using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class UnaryHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler, MethodSettings settings, ServerRuntime runtime)
    : MethodHandler(settings, runtime)
    where TRequest : class
    where TResponse : class
{
    protected override async Task InvokeAsync(ServerCall call)
    {
        var request = await call.Requests.ReadSingleAsync(method.RequestMarshaller, call.ReadToken);
        var response = await handler(request, call);
        call.End(response, method.ResponseMarshaller);
    }
}
