using FedHub.Grpc.Tests.Support;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace FedHub.Grpc.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Check_KnownAndUnknownService_AnswersAsTheProtocolSays()
    {
        await using var server = await StartAsync();
        var client = new Health.HealthClient(server.Channel!);
        server.Services.GetRequiredService<HealthServiceImpl>().SetStatus("", ServingStatus.Serving);

        (await client.CheckAsync(new HealthCheckRequest()).ResponseAsync.WaitAsync(Wait.Long)).Status.ShouldBe(ServingStatus.Serving);
        (await Should.ThrowAsync<RpcException>(client.CheckAsync(new HealthCheckRequest { Service = "other" }).ResponseAsync.WaitAsync(Wait.Long)))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Watch_StateChanges_AreStreamed()
    {
        await using var server = await StartAsync();
        var health = server.Services.GetRequiredService<HealthServiceImpl>();
        using var call = new Health.HealthClient(server.Channel!).Watch(new HealthCheckRequest { Service = "hub" });
        async Task<ServingStatus> NextAsync()
        {
            (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
            return call.ResponseStream.Current.Status;
        }

        (await NextAsync()).ShouldBe(ServingStatus.ServiceUnknown);
        health.SetStatus("hub", ServingStatus.Serving);
        (await NextAsync()).ShouldBe(ServingStatus.Serving);
        health.SetStatus("hub", ServingStatus.NotServing);
        (await NextAsync()).ShouldBe(ServingStatus.NotServing);
        health.ClearAll();
        (await NextAsync()).ShouldBe(ServingStatus.ServiceUnknown);
    }

    private static Task<ProbeServer> StartAsync() => ProbeServer.StartAsync(
        services: services => services.AddSingleton<HealthServiceImpl>(),
        map: app => app.MapGrpcService<HealthServiceImpl>());
}
