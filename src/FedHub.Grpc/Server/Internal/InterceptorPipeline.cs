using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Puts a server's interceptors around a handler, the first one outermost. Done once a method, when it is mapped.</summary>
internal static class InterceptorPipeline
{
    public static UnaryServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        InterceptorRegistration[] interceptors, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, static (next, registration) => (request, context) =>
            UseAsync(registration, context, interceptor => interceptor.UnaryServerHandler(request, context, next)));

    public static ClientStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        InterceptorRegistration[] interceptors, ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, static (next, registration) => (requests, context) =>
            UseAsync(registration, context, interceptor => interceptor.ClientStreamingServerHandler(requests, context, next)));

    public static ServerStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        InterceptorRegistration[] interceptors, ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, static (next, registration) => (request, responses, context) =>
            UseAsync(registration, context, interceptor => interceptor.ServerStreamingServerHandler(request, responses, context, next)));

    public static DuplexStreamingServerMethod<TRequest, TResponse> Wrap<TRequest, TResponse>(
        InterceptorRegistration[] interceptors, DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, static (next, registration) => (requests, responses, context) =>
            UseAsync(registration, context, interceptor => interceptor.DuplexStreamingServerHandler(requests, responses, context, next)));

    private static async Task<T> UseAsync<T>(InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task<T>> use)
    {
        var (interceptor, created) = registration.Resolve(context.GetHttpContext().RequestServices);
        try
        {
            return await use(interceptor);
        }
        finally
        {
            if (created)
            {
                await Disposal.DisposeAsync(interceptor);
            }
        }
    }

    private static async Task UseAsync(InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task> use) =>
        await UseAsync(registration, context, async interceptor =>
        {
            await use(interceptor);
            return true;
        });
}
