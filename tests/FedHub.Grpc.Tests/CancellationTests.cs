using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedHub.Grpc.Tests;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UnaryCall_CancelledByTokenOrDispose_CancelsTheHandler(bool byDispose)
    {
        await using var server = await ProbeServer.StartAsync();
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Service.OnUnary = async (_, context) =>
        {
            await using var registration = context.CancellationToken.Register(cancelled.SetResult);
            entered.SetResult();
            await cancelled.Task;
            throw new OperationCanceledException(context.CancellationToken);
        };
        using var source = new CancellationTokenSource();

        var call = server.Client.UnaryAsync(new Ping(), cancellationToken: source.Token);
        await entered.Task.WaitAsync(Wait.Long);
        if (byDispose)
        {
            call.Dispose();
        }
        else
        {
            await source.CancelAsync();
        }

        (await FailAsync(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
        await cancelled.Task.WaitAsync(Wait.Long);
    }

    [Fact]
    public async Task DuplexCall_DisposedWhileNobodyReads_EndsTheHandlersRead()
    {
        await using var server = await ProbeServer.StartAsync();
        var ended = new TaskCompletionSource();
        server.Service.OnDuplex = async (requests, responses, _) =>
        {
            await responses.WriteAsync(new Pong());
            try
            {
                await requests.MoveNext();
            }
            finally
            {
                ended.SetResult();
            }
        };

        var call = server.Client.Duplex();
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
        call.Dispose();

        await ended.Task.WaitAsync(Wait.Long);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task MoveNext_ItsTokenCancelled_CancelsTheCall()
    {
        await using var server = await ProbeServer.StartAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.Duplex();
        var read = call.ResponseStream.MoveNext(source.Token);
        await source.CancelAsync();

        (await FailAsync(read)).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await FailAsync(call.RequestStream.WriteAsync(new Ping()))).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Token_CancelledBeforeTheCall_FailsAtOnce()
    {
        await using var server = await ProbeServer.StartAsync();

        (await FailAsync(server.Client.UnaryAsync(new Ping(), cancellationToken: new CancellationToken(true)).ResponseAsync))
            .StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Channel_AskedToThrowOperationCanceled_Does()
    {
        await using var server = await ProbeServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var source = new CancellationTokenSource();

        using var call = new Probe.ProbeClient(channel).Duplex(cancellationToken: source.Token);
        var read = call.ResponseStream.MoveNext();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(read.WaitAsync(Wait.Long));
    }

    [Fact]
    public async Task Channel_Disposed_CancelsItsCalls()
    {
        await using var server = await ProbeServer.StartAsync();
        var channel = GrpcChannel.ForAddress(server.Address);
        var client = new Probe.ProbeClient(channel);
        using var call = client.Duplex();
        await call.RequestStream.WriteAsync(new Ping()).WaitAsync(Wait.Long);
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();

        var read = call.ResponseStream.MoveNext();
        channel.Dispose();

        (await FailAsync(read)).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await FailAsync(client.UnaryAsync(new Ping()).ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Writer_ServerEndedTheUpload_ThrowsTheServersStatus()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUpload = (_, _) => throw new RpcException(new Status(StatusCode.ResourceExhausted, "full"));

        using var call = server.Client.Upload();
        var exception = await Should.ThrowAsync<RpcException>(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await call.RequestStream.WriteAsync(new Ping { Payload = Google.Protobuf.ByteString.CopyFrom(new byte[10_000]) }).WaitAsync(Wait.Long);
            }
        });

        exception.Status.ShouldBe(new Status(StatusCode.ResourceExhausted, "full"));
        (await FailAsync(call.ResponseAsync)).Status.ShouldBe(new Status(StatusCode.ResourceExhausted, "full"));
    }

    [Fact]
    public async Task Writer_TwoWritesAtOnce_TheSecondThrows()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUpload = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new Pong();
        };
        using var call = server.Client.Upload();
        var large = new Ping { Payload = Google.Protobuf.ByteString.CopyFrom(new byte[1_000_000]) };

        // Nobody reads: the window fills and a write stays pending.
        Task pending;
        do
        {
            pending = call.RequestStream.WriteAsync(large);
        }
        while (await Task.WhenAny(pending, Task.Delay(200)) == pending);

        await Should.ThrowAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(large));
        call.Dispose();
        await FailAsync(pending);
    }

    private static Task<RpcException> FailAsync(Task call) => Should.ThrowAsync<RpcException>(call.WaitAsync(Wait.Long));
}
