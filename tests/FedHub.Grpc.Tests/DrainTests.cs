using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FedHub.Grpc.Tests;

public sealed class DrainTests
{
    [Fact]
    public async Task Drain_RunningCallsFinish_NewOnesAreRefused()
    {
        await using var server = await ProbeServer.StartAsync();
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        server.Service.OnUnary = async (ping, _) =>
        {
            entered.TrySetResult();
            await release.Task;
            return new Pong { Number = ping.Number };
        };
        var running = server.Client.UnaryAsync(new Ping { Number = 5 });
        await entered.Task.WaitAsync(Wait.Long);

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var refused = await Should.ThrowAsync<RpcException>(server.Client.UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long));
        var stopping = server.StopAsync();
        release.SetResult();

        refused.Status.ShouldBe(new Status(StatusCode.Unavailable, "The server is shutting down."));
        (await running.ResponseAsync.WaitAsync(Wait.Long)).Number.ShouldBe(5);
        await stopping;
    }

    [Fact]
    public async Task Drain_StreamThatObservesTheDrainToken_SaysGoodbye()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnDuplex = async (_, responses, context) =>
        {
            await responses.WriteAsync(new Pong { Number = 1 });
            var stopping = new TaskCompletionSource();
            await using var registration = context.GetDrainToken().Register(stopping.SetResult);
            await stopping.Task;
            await responses.WriteAsync(new Pong { Number = 2 });
        };
        using var call = server.Client.Duplex();
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();

        var stopped = server.StopAsync();

        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
        call.ResponseStream.Current.Number.ShouldBe(2);
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeFalse();
        await stopped;
    }

    [Fact]
    public async Task Drain_StreamThatDoesNot_IsCutAfterTheShutdownTimeout()
    {
        await using var server = await ProbeServer.StartAsync(services: services =>
            services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200)));
        using var call = server.Client.Duplex();
        await call.RequestStream.WriteAsync(new Ping()).WaitAsync(Wait.Long);
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();

        var read = call.ResponseStream.MoveNext();
        await server.StopAsync();

        var exception = await Should.ThrowAsync<RpcException>(read.WaitAsync(Wait.Long));
        exception.StatusCode.ShouldBeOneOf(StatusCode.Unavailable, StatusCode.Cancelled, StatusCode.Internal);
    }
}
