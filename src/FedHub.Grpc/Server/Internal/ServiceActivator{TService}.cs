using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Gives each call its service object: the container's, or a new one that is disposed after the call.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly ObjectFactory<TService>? _factory;
    private readonly TService? _singleton;

    public ServiceActivator(IServiceProvider services)
    {
        var registration = services.GetRequiredService<ServiceRegistrations>().Find(typeof(TService));
        _factory = registration is null ? ActivatorUtilities.CreateFactory<TService>([]) : null;

        // Asking the request's container would make a scope for each call.
        _singleton = registration?.Lifetime == ServiceLifetime.Singleton ? services.GetRequiredService<TService>() : null;
    }

    public Task<T> InvokeAsync<T, TState>(ServerCallContext context, TState state, Func<TService, TState, Task<T>> invoke)
    {
        if (_singleton is not null)
        {
            return invoke(_singleton, state);
        }

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
