using Microsoft.AspNetCore.Builder;

namespace FedHub.Grpc;

/// <summary>Puts stream limits on the endpoints of a service.</summary>
public static class GrpcStreamLimitsExtensions
{
    /// <summary>These limits instead of the server's. <see cref="GrpcStreamLimits.MaxOverdueHandlers"/> counts for the server only.</summary>
    public static TBuilder WithStreamLimits<TBuilder>(this TBuilder builder, GrpcStreamLimits limits)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(limits);
        return builder.WithMetadata(limits);
    }
}
