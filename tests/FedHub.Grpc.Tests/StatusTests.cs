using FedHub.Grpc.Tests.Protos;
using FedHub.Grpc.Tests.Support;
using Grpc.Core;

namespace FedHub.Grpc.Tests;

public sealed class StatusTests
{
    private const int HandlerFailed = 1000;
    private const string HandlerFailedText = "Handler of /fedhub.grpc.tests.Probe/";

    [Fact]
    public async Task RpcException_WithDetailsAndTrailers_ReachesTheCallerWhole()
    {
        var details = new byte[] { 0, 1, 2, 253, 254, 255 };
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            context.ResponseTrailers.Add("first", "1");
            throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈 100%\t\n"),
                new Metadata { { "grpc-status-details-bin", details } });
        };

        var exception = await FailAsync(server.Client.UnaryAsync(new Ping()).ResponseAsync);

        exception.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        exception.Status.Detail.ShouldBe("\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈 100%\t\n");
        exception.Trailers.GetValueBytes("grpc-status-details-bin").ShouldBe(details);
        exception.Trailers.GetValue("first").ShouldBe("1");
    }

    [Fact]
    public async Task RpcException_AfterTwoResponses_ComesAfterThem()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnDownload = async (_, responses, _) =>
        {
            await responses.WriteAsync(new Pong { Number = 1 });
            await responses.WriteAsync(new Pong { Number = 2 });
            throw new RpcException(new Status(StatusCode.Aborted, "enough"));
        };

        using var call = server.Client.Download(new Ping());
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
        (await call.ResponseStream.MoveNext().WaitAsync(Wait.Long)).ShouldBeTrue();
        var exception = await FailAsync(call.ResponseStream.MoveNext());

        exception.Status.ShouldBe(new Status(StatusCode.Aborted, "enough"));
        call.GetStatus().ShouldBe(new Status(StatusCode.Aborted, "enough"));
    }

    [Fact]
    public async Task ContextStatus_SetByTheHandler_IsTheCallsStatus()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            context.Status = new Status(StatusCode.NotFound, "gone");
            return Task.FromResult(new Pong());
        };

        (await FailAsync(server.Client.UnaryAsync(new Ping()).ResponseAsync)).Status.ShouldBe(new Status(StatusCode.NotFound, "gone"));
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. FormatException: secret")]
    public async Task UnknownException_IsUnknownAndLoggedOnce(bool detailed, string expected)
    {
        await using var server = await ProbeServer.StartAsync(options => options.EnableDetailedErrors = detailed);
        server.ExpectError(HandlerFailedText);
        server.Service.OnUnary = (_, _) => throw new FormatException("secret");

        var exception = await FailAsync(server.Client.UnaryAsync(new Ping()).ResponseAsync);

        exception.Status.ShouldBe(new Status(StatusCode.Unknown, expected));
        server.Log.CountOf(HandlerFailed).ShouldBe(1);
    }

    [Fact]
    public async Task Trailers_ThatNoHeaderCanHold_AreUnknownAndLogged()
    {
        await using var server = await ProbeServer.StartAsync();
        server.ExpectError(HandlerFailedText);
        server.Service.OnUnary = (_, context) =>
        {
            context.ResponseTrailers.Add("bad", "line\r\nbreak");
            return Task.FromResult(new Pong());
        };

        (await FailAsync(server.Client.UnaryAsync(new Ping()).ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unknown);
        server.Log.CountOf(HandlerFailed).ShouldBe(1);
    }

    [Fact]
    public async Task NullResponse_IsCancelled()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUnary = (_, _) => Task.FromResult<Pong>(null!);

        (await FailAsync(server.Client.UnaryAsync(new Ping()).ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task UnknownMethodAndService_AreUnimplemented()
    {
        await using var server = await ProbeServer.StartAsync();
        var absent = new Absent.AbsentClient(server.Channel!);

        var service = await FailAsync(absent.UnaryAsync(new Ping()).ResponseAsync);
        var method = await FailAsync(server.Channel!.CreateCallInvoker().AsyncUnaryCall(
            new Method<string, string>(
                MethodType.Unary, "fedhub.grpc.tests.Probe", "Missing", Marshallers.StringMarshaller, Marshallers.StringMarshaller),
            null,
            default,
            "text").ResponseAsync);

        service.Status.ShouldBe(new Status(StatusCode.Unimplemented, "Service is unimplemented."));
        method.Status.ShouldBe(new Status(StatusCode.Unimplemented, "Method is unimplemented."));
    }

    [Fact]
    public async Task UnknownService_IgnoredByOption_IsPlain404()
    {
        await using var server = await ProbeServer.StartAsync(options => options.IgnoreUnknownServices = true);

        var exception = await FailAsync(new Absent.AbsentClient(server.Channel!).UnaryAsync(new Ping()).ResponseAsync);

        exception.Status.ShouldBe(new Status(StatusCode.Unimplemented, "Bad gRPC response. HTTP status code: 404"));
    }

    [Fact]
    public async Task GetStatus_WhileTheCallRuns_Throws()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Duplex();

        Should.Throw<InvalidOperationException>(() => call.GetStatus());
        Should.Throw<InvalidOperationException>(() => call.GetTrailers());
    }

    private static Task<RpcException> FailAsync(Task call) => Should.ThrowAsync<RpcException>(call.WaitAsync(Wait.Long));
}
