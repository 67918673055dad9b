using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Grpc.Tests;

public sealed class DeadlineTests
{
    [Fact]
    public async Task Deadline_OnTheClient_ReachesTheHandler()
    {
        var time = new ManualTime();
        await using var server = await ProbeServer.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var deadline = DateTime.MinValue;
        server.Service.OnUnary = (_, context) =>
        {
            deadline = context.Deadline;
            return Task.FromResult(new Pong());
        };

        await server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddMinutes(10)).ResponseAsync.WaitAsync(Wait.Long);

        deadline.ShouldBeInRange(time.GetUtcNow().UtcDateTime.AddMinutes(9), time.GetUtcNow().UtcDateTime.AddMinutes(10));
    }

    [Fact]
    public async Task Deadline_InThePast_FailsWithoutACall()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("must not run");

        (await FailAsync(server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddSeconds(-1)).ResponseAsync))
            .StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task Deadline_NotInUtc_Throws()
    {
        await using var server = await ProbeServer.StartAsync();

        Should.Throw<InvalidOperationException>(() => server.Client.UnaryAsync(new Ping(), deadline: DateTime.Now.AddDays(1)));
    }

    [Fact]
    public async Task Deadline_OnTheClient_EndsTheCallThere()
    {
        await using var server = await ProbeServer.StartAsync();
        var cancelled = new TaskCompletionSource();
        server.Service.OnUnary = async (_, context) =>
        {
            await using var registration = context.CancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            return new Pong();
        };

        (await FailAsync(server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddMilliseconds(100)).ResponseAsync))
            .StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await cancelled.Task.WaitAsync(Wait.Long);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deadline_OnTheServer_EndsTheCallAndCancelsTheHandler(bool observesToken)
    {
        var time = new ManualTime();
        await using var server = await ProbeServer.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var entered = new TaskCompletionSource<CancellationToken>();
        var release = new TaskCompletionSource();
        server.Service.OnUnary = async (_, context) =>
        {
            entered.SetResult(context.CancellationToken);
            await release.Task.WaitAsync(observesToken ? context.CancellationToken : CancellationToken.None);
            return new Pong();
        };

        // The client's own clock says ten minutes: the answer comes from the server.
        var call = server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddMinutes(10));
        var token = await entered.Task.WaitAsync(Wait.Long);
        time.Advance(TimeSpan.FromMinutes(11));

        (await FailAsync(call.ResponseAsync)).Status.ShouldBe(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));
        release.TrySetResult();
        await Should.ThrowAsync<OperationCanceledException>(Task.Delay(Wait.Long, token));
    }

    [Fact]
    public async Task Deadline_OnTheServerOfAStream_ComesAsItsStatus()
    {
        var time = new ManualTime();
        await using var server = await ProbeServer.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        server.Service.OnDuplex = async (requests, responses, context) =>
        {
            await responses.WriteAsync(new Pong { Number = 1 });
            await requests.MoveNext();
        };

        using var call = server.Client.Duplex(deadline: DateTime.UtcNow.AddMinutes(10));
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(11));

        (await FailAsync(call.ResponseStream.MoveNext())).Status.ShouldBe(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));
    }

    [Fact]
    public async Task OverdueHandlers_AtTheCap_NewCallsAreRefusedUntilTheyReturn()
    {
        var time = new ManualTime();
        await using var server = await ProbeServer.StartAsync(services: services => services
            .AddSingleton<TimeProvider>(time)
            .Configure<GrpcStreamLimits>(limits => limits.MaxOverdueHandlers = 2));
        var release = new TaskCompletionSource();
        using var entered = new SemaphoreSlim(0);
        server.Service.OnUnary = async (ping, _) =>
        {
            if (ping.Number == 1)
            {
                entered.Release();
                await release.Task;
            }

            return new Pong();
        };
        for (var i = 0; i < 2; i++)
        {
            var call = server.Client.UnaryAsync(new Ping { Number = 1 }, deadline: DateTime.UtcNow.AddMinutes(10));
            (await entered.WaitAsync(Wait.Long)).ShouldBeTrue();
            time.Advance(TimeSpan.FromMinutes(11));
            (await FailAsync(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        }

        (await FailAsync(server.Client.UnaryAsync(new Ping()).ResponseAsync)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);

        release.SetResult();
        var runtime = server.Services.GetRequiredService<global::Grpc.AspNetCore.Server.Internal.ServerRuntime>();
        await Wait.UntilAsync(() => runtime.OverdueHandlers == 0);
        await server.Client.UnaryAsync(new Ping()).ResponseAsync.WaitAsync(Wait.Long);
    }

    private static Task<RpcException> FailAsync(Task call) => Should.ThrowAsync<RpcException>(call.WaitAsync(Wait.Long));
}
