using FedHub.Grpc;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Node.Rpc;

/// <summary>The services of a node and on which of its doors each is open.</summary>
internal static class NodeServices
{
    public static void Add(IServiceCollection services, NodeComponents components, string softwareVersion)
    {
        var health = new HealthServiceImpl();
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.NotServing);
        services.AddSingleton(health);
        services.AddSingleton(new GatewayRpc(
            components.Configuration.Member, components.Officers, components.Credentials, components.Directories, components.Preparer, components.Prepared, components.Runner));
        services.AddSingleton(provider => new NodeAdminRpc(
            new NodeStatus(
                components.Configuration.Member, softwareVersion, components.HubState, components.Directories, components.Policies, components.Database,
                components.Epochs, components.Officers, components.Filters, components.Metrics),
            new RecordImport(
                components.Importer, components.Policies, components.Epochs, components.Sync, components.Signal, provider.GetRequiredService<TimeProvider>()),
            components.Officers, components.Epochs, components.Sync, components.Signal, components.SelfTester, components.Budgets, components.Outbox,
            provider.GetRequiredService<TimeProvider>()));
    }

    public static void Map(WebApplication application)
    {
        application.Use(KeepDoorsApart);
        application.MapGrpcService<GatewayRpc>();
        application.MapGrpcService<HealthServiceImpl>();

        // A national file is larger than a stream's default.
        application.MapGrpcService<NodeAdminRpc>().WithStreamLimits(new GrpcStreamLimits { MaxReceivedBytes = null });
    }

    /// <summary>Administration is served on the Unix socket only, which has no TLS; everything else on the other door, which has.</summary>
    private static Task KeepDoorsApart(HttpContext context, RequestDelegate next)
    {
        var isAdministration = context.Request.Path.StartsWithSegments("/fedhub.node.v1.NodeAdminService", StringComparison.Ordinal);
        var isHealth = context.Request.Path.StartsWithSegments("/grpc.health.v1.Health", StringComparison.Ordinal);
        if (isHealth || isAdministration != context.Request.IsHttps)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
