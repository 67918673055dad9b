using FedHub.Grpc;
using FedHub.Node.Access;
using FedHub.Node.Budgets;
using FedHub.Node.Doctor;
using FedHub.Protocol;
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
            components.Configuration.Member, components.Officers, components.Credentials, components.Directories, components.Preparer, components.Prepared, components.Runner,
            components.OwnBudgets, components.ScreeningGate));
        services.AddSingleton(provider => new ScreeningRpc(components.Screenings, components.Configuration.Member, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new SearchesRpc(components.Desk, components.Receipts)).AddSingleton(new DisclosureLogRpc(components.DisclosureLog)).AddSingleton(new SearchRecordRpc(components.Database));
        services.AddSingleton(provider => new ReviewRpc(components.Reviews, components.Officers, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new NodeDoctorRpc(new NodeLiveDoctor(
            softwareVersion, components.Hub, components.HubState, components.Directories, components.Certificate, components.Database, components.Filters,
            components.SelfTester, components.Log, components.Gossip, provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton(new NodeLogRpc(components.Receipts));
        services.AddSingleton(provider => new NodeKeyRpc(
            components.Epochs, components.Sync, components.Signal, components.Outbox, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new NodeAdminRpc(
            new NodeStatus(
                components.Configuration.Member, softwareVersion, components.HubState, components.Directories, components.Policies, components.Database,
                components.Epochs, components.Officers, components.Filters, components.Metrics, components.Reviews, components.Log, components.Gossip, components.AnswerLog),
            new RecordImport(
                components.Importer, components.Configuration.Import, components.Policies, components.Epochs, components.Sync,
                provider.GetRequiredService<TimeProvider>()),
            components.Epochs, components.Sync, components.Signal, components.SelfTester, components.Outbox, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new OfficerRpc(components.Officers, components.OfficerSearches));
        services.AddSingleton(new PolicyRpc(
            components.Policies, components.PolicyAdministration, components.Database, components.Epochs, components.Sync, components.Signal));
        services.AddSingleton(provider => new BudgetRpc(
            context => new CallerBudgets(components.Budgets, components.Officers, components.Configuration.Member, NodeCaller.Of(context)),
            provider.GetRequiredService<TimeProvider>()));
    }

    public static void Map(WebApplication application)
    {
        application.MapGrpcService<GatewayRpc>();
        application.MapGrpcService<ScreeningRpc>();
        application.MapGrpcService<OfficerRpc>();
        application.MapGrpcService<PolicyRpc>();
        application.MapGrpcService<BudgetRpc>();
        application.MapGrpcService<HealthServiceImpl>();
        application.MapGrpcService<ReviewRpc>();
        application.MapGrpcService<DisclosureLogRpc>();
        application.MapGrpcService<SearchRecordRpc>();

        // A search that is followed may be silent for days; HTTP/2 pings find dead peers.
        application.MapGrpcService<SearchesRpc>().WithStreamLimits(new GrpcStreamLimits { IdleTimeout = null });
        application.MapGrpcService<NodeKeyRpc>();
        application.MapGrpcService<NodeDoctorRpc>();
        application.MapGrpcService<NodeLogRpc>();

        // A national file is larger than a stream's default.
        application.MapGrpcService<NodeAdminRpc>().WithStreamLimits(new GrpcStreamLimits { MaxReceivedBytes = null });
    }
}
