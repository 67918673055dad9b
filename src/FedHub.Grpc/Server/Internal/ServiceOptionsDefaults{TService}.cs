using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Copies the options of all services into those of one.</summary>
internal sealed class ServiceOptionsDefaults<TService>(IOptions<GrpcServiceOptions> all) : IConfigureOptions<GrpcServiceOptions<TService>>
    where TService : class
{
    public void Configure(GrpcServiceOptions<TService> options)
    {
        options.MaxSendMessageSize = all.Value.MaxSendMessageSize;
        options.MaxReceiveMessageSize = all.Value.MaxReceiveMessageSize;
        options.EnableDetailedErrors = all.Value.EnableDetailedErrors;
        options.IgnoreUnknownServices = all.Value.IgnoreUnknownServices;
        foreach (var interceptor in all.Value.Interceptors)
        {
            options.Interceptors.Add(interceptor);
        }
    }
}
