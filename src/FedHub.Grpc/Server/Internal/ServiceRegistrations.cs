using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What is registered in the container, with lifetimes, which the container itself does not tell.</summary>
internal sealed class ServiceRegistrations(IServiceCollection services)
{
    /// <summary>The registration that the container would use, or null.</summary>
    public ServiceDescriptor? Find(Type serviceType) =>
        services.LastOrDefault(descriptor => descriptor.ServiceType == serviceType && !descriptor.IsKeyedService);
}
