using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Gives each call its service object: the container's, or a new one that is disposed after the call.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly ObjectFactory<TService>? _factory;

    public ServiceActivator(IServiceProvider services)
    {
        var isRegistered = services.GetService<IServiceProviderIsService>()?.IsService(typeof(TService)) ?? false;
        _factory = isRegistered ? null : ActivatorUtilities.CreateFactory<TService>([]);
    }

    public Task<T> InvokeAsync<T, TState>(ServerCallContext context, TState state, Func<TService, TState, Task<T>> invoke)
    {
        var services = context.GetHttpContext().RequestServices;
        return _factory is null
            ? invoke(services.GetRequiredService<TService>(), state)
            : InvokeAndDisposeAsync(_factory(services, null), state, invoke);
    }

    private static async Task<T> InvokeAndDisposeAsync<T, TState>(TService service, TState state, Func<TService, TState, Task<T>> invoke)
    {
        try
        {
            return await invoke(service, state);
        }
        finally
        {
            await Disposal.DisposeAsync(service);
        }
    }
}
