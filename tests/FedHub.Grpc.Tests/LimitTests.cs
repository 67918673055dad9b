using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Grpc.Tests;

public sealed class LimitTests
{
    // A message of n payload bytes has 1 tag octet and 3 length octets more, here.
    private const int MessageOverhead = 4;

    [Theory]
    [InlineData(100_000 - MessageOverhead, StatusCode.OK)]
    [InlineData(100_000 - MessageOverhead + 1, StatusCode.ResourceExhausted)]
    public async Task ServerReceiveLimit_AtAndOver(int bytes, StatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync(options => options.MaxReceiveMessageSize = 100_000);
        server.Service.OnUnary = (_, _) => Task.FromResult(new Pong());

        (await StatusAsync(server.Client.UnaryAsync(Sized(bytes)).ResponseAsync)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(100_000 - MessageOverhead, StatusCode.OK)]
    [InlineData(100_000 - MessageOverhead + 1, StatusCode.ResourceExhausted)]
    public async Task ServerSendLimit_AtAndOver(int bytes, StatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync(options => options.MaxSendMessageSize = 100_000);

        (await StatusAsync(server.Client.UnaryAsync(Sized(bytes)).ResponseAsync)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(100_000 - MessageOverhead, StatusCode.OK)]
    [InlineData(100_000 - MessageOverhead + 1, StatusCode.ResourceExhausted)]
    public async Task ClientReceiveLimit_AtAndOver(int bytes, StatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = 100_000 });

        (await StatusAsync(new Probe.ProbeClient(channel).UnaryAsync(Sized(bytes)).ResponseAsync)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(100_000 - MessageOverhead, StatusCode.OK)]
    [InlineData(100_000 - MessageOverhead + 1, StatusCode.ResourceExhausted)]
    public async Task ClientSendLimit_AtAndOver(int bytes, StatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxSendMessageSize = 100_000 });

        (await StatusAsync(new Probe.ProbeClient(channel).UnaryAsync(Sized(bytes)).ResponseAsync)).ShouldBe(expected);
    }

    [Fact]
    public async Task Defaults_OneMebibyte_OnBothSides()
    {
        await using var server = await ProbeServer.StartAsync();

        (await StatusAsync(server.Client.UnaryAsync(Sized((1024 * 1024) - MessageOverhead)).ResponseAsync)).ShouldBe(StatusCode.OK);
        (await StatusAsync(server.Client.UnaryAsync(Sized((1024 * 1024) - MessageOverhead + 1)).ResponseAsync))
            .ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task NoLimits_MessageAboveTheHttpWindow_ArrivesWhole()
    {
        await using var server = await ProbeServer.StartAsync(options => (options.MaxReceiveMessageSize, options.MaxSendMessageSize) = (null, null));
        using var channel = GrpcChannel.ForAddress(
            server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
        var payload = new byte[32_000_000];
        new Random(1).NextBytes(payload);

        var reply = await new Probe.ProbeClient(channel).UnaryAsync(new Ping { Payload = UnsafeByteOperations.UnsafeWrap(payload) })
            .ResponseAsync.WaitAsync(Wait.Long);

        reply.Payload.Span.SequenceEqual(payload).ShouldBeTrue();
    }

    [Theory]
    [InlineData(3, StatusCode.OK)]
    [InlineData(4, StatusCode.ResourceExhausted)]
    public async Task ByteBudgetOfAStream_AtAndOver(int messages, StatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync(limits: new GrpcStreamLimits { MaxReceivedBytes = 3 * (10_000 + MessageOverhead - 1) });
        using var call = server.Client.Upload();
        for (var i = 0; i < messages; i++)
        {
            await call.RequestStream.WriteAsync(Sized(10_000)).WaitAsync(Wait.Long);
        }

        await call.RequestStream.CompleteAsync().WaitAsync(Wait.Long);

        (await StatusAsync(call.ResponseAsync)).ShouldBe(expected);
    }

    [Fact]
    public async Task IdleTimeout_SilentStream_EndsUnavailable()
    {
        var time = new ManualTime();
        await using var server = await StartAsync(time, new GrpcStreamLimits { IdleTimeout = TimeSpan.FromMinutes(2), MaxAge = null });
        using var call = server.Client.Duplex();
        for (var i = 0; i < 3; i++)
        {
            await call.RequestStream.WriteAsync(new Ping()).WaitAsync(Wait.Long);
            (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
            time.Advance(TimeSpan.FromSeconds(90));
        }

        time.Advance(TimeSpan.FromSeconds(31));

        var exception = await Should.ThrowAsync<RpcException>(call.ResponseStream.MoveNext().WaitAsync(Wait.Long));
        exception.Status.ShouldBe(new Status(StatusCode.Unavailable, "The stream was idle for too long."));
    }

    [Fact]
    public async Task MaxAge_BusyStream_EndsUnavailable()
    {
        var time = new ManualTime();
        await using var server = await StartAsync(time, new GrpcStreamLimits { IdleTimeout = null, MaxAge = TimeSpan.FromMinutes(5) });
        using var call = server.Client.Duplex();
        await call.RequestStream.WriteAsync(new Ping()).WaitAsync(Wait.Long);
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(4));
        await call.RequestStream.WriteAsync(new Ping()).WaitAsync(Wait.Long);
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();

        time.Advance(TimeSpan.FromMinutes(1));

        var exception = await Should.ThrowAsync<RpcException>(call.ResponseStream.MoveNext().WaitAsync(Wait.Long));
        exception.Status.ShouldBe(new Status(StatusCode.Unavailable, "The stream reached its maximum age."));
    }

    [Fact]
    public async Task Limits_OfStreams_DoNotTouchUnaryCalls()
    {
        var time = new ManualTime();
        await using var server = await StartAsync(time, new GrpcStreamLimits { MaxReceivedBytes = 1, IdleTimeout = TimeSpan.FromSeconds(1) });
        server.Service.OnUnary = (_, _) =>
        {
            time.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(new Pong());
        };

        (await StatusAsync(server.Client.UnaryAsync(Sized(100)).ResponseAsync)).ShouldBe(StatusCode.OK);
    }

    private static Task<ProbeServer> StartAsync(TimeProvider time, GrpcStreamLimits limits) =>
        ProbeServer.StartAsync(services: services => services.AddSingleton(time), limits: limits);

    private static Ping Sized(int bytes) => new() { Payload = UnsafeByteOperations.UnsafeWrap(new byte[bytes]) };

    private static async Task<StatusCode> StatusAsync(Task call)
    {
        try
        {
            await call.WaitAsync(Wait.Long);
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
