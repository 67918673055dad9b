using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;

namespace FedHub.Grpc.Tests;

public sealed class CallKindTests
{
    [Fact]
    public async Task Unary_Request_ReturnsTheHandlersResponse()
    {
        await using var server = await ProbeServer.StartAsync();

        var call = server.Client.UnaryAsync(new Ping { Number = 7 });

        (await call.ResponseAsync.WaitAsync(Wait.Long)).Number.ShouldBe(7);
        call.GetStatus().ShouldBe(new Status(StatusCode.OK, ""));
    }

    [Fact]
    public async Task BlockingUnary_Request_ReturnsTheHandlersResponse()
    {
        await using var server = await ProbeServer.StartAsync();

        (await Task.Run(() => server.Client.Unary(new Ping { Number = 8 })).WaitAsync(Wait.Long)).Number.ShouldBe(8);
    }

    [Fact]
    public async Task ClientStreaming_ThreeRequests_ReachTheHandler()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Upload();
        foreach (var number in new[] { 1, 20, 300 })
        {
            await call.RequestStream.WriteAsync(new Ping { Number = number }).WaitAsync(Wait.Long);
        }

        await call.RequestStream.CompleteAsync().WaitAsync(Wait.Long);

        (await call.ResponseAsync.WaitAsync(Wait.Long)).Number.ShouldBe(321);
    }

    [Fact]
    public async Task ServerStreaming_FourResponses_ArriveInOrder()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Download(new Ping { Number = 4 });

        (await ReadAsync(call.ResponseStream)).ShouldBe([0, 1, 2, 3]);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task ServerStreaming_NoResponses_EndsWithOk()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Download(new Ping { Number = 0 });

        (await ReadAsync(call.ResponseStream)).ShouldBeEmpty();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Duplex_PingPong_AnswersEachRequestBeforeTheNext()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Duplex();
        for (var number = 1; number <= 5; number++)
        {
            await call.RequestStream.WriteAsync(new Ping { Number = number }).WaitAsync(Wait.Long);
            (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
            call.ResponseStream.Current.Number.ShouldBe(number);
        }

        await call.RequestStream.CompleteAsync().WaitAsync(Wait.Long);
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeFalse();
    }

    [Fact]
    public async Task Duplex_ServerSpeaksFirst_ClientHearsBeforeItWrites()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnDuplex = async (_, responses, _) => await responses.WriteAsync(new Pong { Number = 9 });

        using var call = server.Client.Duplex();

        (await ReadAsync(call.ResponseStream)).ShouldBe([9]);
    }

    private static async Task<List<int>> ReadAsync(IAsyncStreamReader<Pong> stream)
    {
        var numbers = new List<int>();
        while (await stream.MoveNext().WaitAsync(Wait.Long))
        {
            numbers.Add(stream.Current.Number);
        }

        return numbers;
    }
}
