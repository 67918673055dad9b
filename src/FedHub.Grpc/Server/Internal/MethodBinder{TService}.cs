using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Receives the methods of a service from generated code and finds the service's own method for each.</summary>
internal sealed class MethodBinder<TService>(GrpcServiceOptions options, ServerRuntime runtime, ServiceActivator<TService> activator)
    : ServiceBinderBase
    where TService : class
{
    private readonly InterceptorRegistration[] _interceptors = [.. options.Interceptors];

    public List<BoundMethod> Methods { get; } = [];

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(TRequest), typeof(ServerCallContext));
        var call = found.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        Task<TResponse> Invoke(TRequest request, ServerCallContext context) => activator.InvokeAsync(
            context, (call, request, context), static (service, state) => state.call(service, state.request, state.context));
        Add(method, found, new UnaryHandler<TRequest, TResponse>(
            method, InterceptorPipeline.Wrap<TRequest, TResponse>(_interceptors, Invoke), Settings(method), runtime));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var call = found.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        Task<TResponse> Invoke(IAsyncStreamReader<TRequest> requests, ServerCallContext context) => activator.InvokeAsync(
            context, (call, requests, context), static (service, state) => state.call(service, state.requests, state.context));
        Add(method, found, new ClientStreamingHandler<TRequest, TResponse>(
            method, InterceptorPipeline.Wrap<TRequest, TResponse>(_interceptors, Invoke), Settings(method), runtime));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var call = found.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        Task Invoke(TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context) => activator.InvokeAsync(
            context,
            (call, request, responses, context),
            static (service, state) => WithResult(state.call(service, state.request, state.responses, state.context)));
        Add(method, found, new ServerStreamingHandler<TRequest, TResponse>(
            method, InterceptorPipeline.Wrap<TRequest, TResponse>(_interceptors, Invoke), Settings(method), runtime));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var call = found.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        Task Invoke(IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
            activator.InvokeAsync(
                context,
                (call, requests, responses, context),
                static (service, state) => WithResult(state.call(service, state.requests, state.responses, state.context)));
        Add(method, found, new DuplexStreamingHandler<TRequest, TResponse>(
            method, InterceptorPipeline.Wrap<TRequest, TResponse>(_interceptors, Invoke), Settings(method), runtime));
    }

    private static async Task<bool> WithResult(Task task)
    {
        await task;
        return true;
    }

    private static MethodInfo Find(IMethod method, params Type[] parameterTypes) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameterTypes)
        ?? throw new InvalidOperationException($"Could not find '{method.Name}' on {typeof(TService).Name}.");

    private MethodSettings Settings(IMethod method) =>
        new(method, options.MaxReceiveMessageSize, options.MaxSendMessageSize, options.EnableDetailedErrors ?? false);

    private void Add(IMethod method, MethodInfo found, MethodHandler handler) =>
        Methods.Add(new BoundMethod(method, handler.HandleAsync, [.. typeof(TService).GetCustomAttributes(true), .. found.GetCustomAttributes(true)]));
}
