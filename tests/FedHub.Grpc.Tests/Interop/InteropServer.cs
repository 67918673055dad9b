using FedHub.Grpc.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>Our server with the interoperability test service.</summary>
internal static class InteropServer
{
    public static Task<ProbeServer> StartAsync(Transport transport, TlsIdentity? identity, TlsTrust? clientTrust) => ProbeServer.StartAsync(
        services: services => services.AddSingleton<InteropService>(),
        map: app => app.MapGrpcService<InteropService>(),
        listen: transport switch
        {
            Transport.Tls => options => options.UseServerTls(() => identity!),
            Transport.MutualTls => options => options.UseMutualTls(identity!, clientTrust!),
            _ => null,
        });
}
