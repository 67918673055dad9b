using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps the methods of a service. The service's generated base class names them.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var runtime = builder.ServiceProvider.GetService<ServerRuntime>()
            ?? throw new InvalidOperationException("Unable to find the required services. Call 'IServiceCollection.AddGrpc' first.");
        return new GrpcServiceEndpointConventionBuilder(ServiceEndpoints.Map<TService>(builder, runtime));
    }
}
