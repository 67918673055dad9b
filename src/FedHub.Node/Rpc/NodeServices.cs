using FedHub.Grpc;
using FedHub.Node.Access;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Node.Rpc;

/// <summary>The services of a node. All are reached by both doors; <see cref="NodeAccess"/> says by whom.</summary>
internal static class NodeServices
{
    public static void Add(IServiceCollection services, NodeComponents components, string softwareVersion)
    {
        var health = new HealthServiceImpl();
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.NotServing);
        services.AddSingleton(health);
        services.AddSingleton(new AccessInterceptor(components.Officers, components.RunningCalls));
        services.AddSingleton(new GatewayRpc(
            components.Configuration.Member, components.Officers, components.Credentials, components.Directories, components.Preparer, components.Prepared, components.Runner));
        services.AddSingleton(provider => new NodeAdminRpc(
            new NodeStatus(
                components.Configuration.Member, softwareVersion, components.HubState, components.Directories, components.Policies, components.Database,
                components.Epochs, components.Officers, components.Filters, components.Metrics),
            new RecordImport(
                components.Importer, components.Configuration.Import, components.Policies, components.Epochs, components.Sync, components.Signal,
                provider.GetRequiredService<TimeProvider>()),
            components.Officers, components.Epochs, components.Sync, components.Signal, components.SelfTester, components.Budgets, components.Outbox,
            provider.GetRequiredService<TimeProvider>()));
    }

    public static void Map(WebApplication application)
    {
        application.MapGrpcService<GatewayRpc>();
        application.MapGrpcService<HealthServiceImpl>();

        // A national file is larger than a stream's default.
        application.MapGrpcService<NodeAdminRpc>().WithStreamLimits(new GrpcStreamLimits { MaxReceivedBytes = null });
    }
}
