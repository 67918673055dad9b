using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Goes on configuring after AddGrpc.</summary>
public interface IGrpcServerBuilder
{
    /// <summary>The container's services.</summary>
    IServiceCollection Services { get; }
}
