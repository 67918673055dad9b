using FedHub.Grpc.Tests.Interop.Protos;
using FedHub.Grpc.Tests.Support;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>The client side of the interoperability cases. A case fails by an exception.</summary>
internal sealed class InteropCases(ChannelBase channel)
{
    private const string InitialKey = "x-grpc-test-echo-initial";
    private const string InitialValue = "test_initial_metadata_value";
    private const string TrailingKey = "x-grpc-test-echo-trailing-bin";
    private const string SpecialText = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
    private static readonly byte[] _trailingValue = [0xab, 0xab, 0xab];
    private readonly TestService.TestServiceClient _client = new(channel);

    public static IReadOnlyList<string> All { get; } =
    [
        "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream",
        "cancel_after_begin", "cancel_after_first_response", "timeout_on_sleeping_server", "custom_metadata",
        "status_code_and_message", "special_status_message", "unimplemented_method", "unimplemented_service",
    ];

    public Task RunAsync(string name) => (name switch
    {
        "empty_unary" => EmptyUnaryAsync(),
        "large_unary" => LargeUnaryAsync(),
        "client_streaming" => ClientStreamingAsync(),
        "server_streaming" => ServerStreamingAsync(),
        "ping_pong" => PingPongAsync(),
        "empty_stream" => EmptyStreamAsync(),
        "cancel_after_begin" => CancelAfterBeginAsync(),
        "cancel_after_first_response" => CancelAfterFirstResponseAsync(),
        "timeout_on_sleeping_server" => TimeoutOnSleepingServerAsync(),
        "custom_metadata" => CustomMetadataAsync(),
        "status_code_and_message" => StatusAsync("test status message"),
        "special_status_message" => SpecialStatusMessageAsync(),
        "unimplemented_method" => UnimplementedAsync(_client.UnimplementedCallAsync(new Empty())),
        "unimplemented_service" => UnimplementedAsync(new UnimplementedService.UnimplementedServiceClient(channel).UnimplementedCallAsync(new Empty())),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such case."),
    }).WaitAsync(Wait.Long);

    private static Payload Zeros(int size) => new() { Body = UnsafeByteOperations.UnsafeWrap(new byte[size]) };

    private static StreamingOutputCallRequest Ask(int requestSize, params int[] responseSizes)
    {
        var request = new StreamingOutputCallRequest { Payload = Zeros(requestSize) };
        request.ResponseParameters.AddRange(responseSizes.Select(size => new ResponseParameters { Size = size }));
        return request;
    }

    private static async Task UnimplementedAsync(AsyncUnaryCall<Empty> call) =>
        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unimplemented);

    private async Task EmptyUnaryAsync() => (await _client.EmptyCallAsync(new Empty())).ShouldNotBeNull();

    private async Task LargeUnaryAsync()
    {
        var reply = await _client.UnaryCallAsync(new SimpleRequest { ResponseSize = 314_159, Payload = Zeros(271_828) });

        reply.Payload.Body.Length.ShouldBe(314_159);
        reply.Payload.Body.ShouldAllBe(octet => octet == 0);
    }

    private async Task ClientStreamingAsync()
    {
        using var call = _client.StreamingInputCall();
        foreach (var size in new[] { 27_182, 8, 1_828, 45_904 })
        {
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(size) });
        }

        await call.RequestStream.CompleteAsync();

        (await call.ResponseAsync).AggregatedPayloadSize.ShouldBe(74_922);
    }

    private async Task ServerStreamingAsync()
    {
        using var call = _client.StreamingOutputCall(Ask(0, 31_415, 9, 2_653, 58_979));
        var sizes = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            sizes.Add(reply.Payload.Body.Length);
        }

        sizes.ShouldBe([31_415, 9, 2_653, 58_979]);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    private async Task PingPongAsync()
    {
        using var call = _client.FullDuplexCall();
        foreach (var (requestSize, responseSize) in new[] { (27_182, 31_415), (8, 9), (1_828, 2_653), (45_904, 58_979) })
        {
            await call.RequestStream.WriteAsync(Ask(requestSize, responseSize));
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Payload.Body.Length.ShouldBe(responseSize);
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    private async Task EmptyStreamAsync()
    {
        using var call = _client.FullDuplexCall();
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    private async Task CancelAfterBeginAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.StreamingInputCall(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    private async Task CancelAfterFirstResponseAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.FullDuplexCall(cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(Ask(27_182, 31_415));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        await cancellation.CancelAsync();

        (await Should.ThrowAsync<RpcException>(call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    private async Task TimeoutOnSleepingServerAsync()
    {
        using var call = _client.FullDuplexCall(deadline: DateTime.UtcNow.AddMilliseconds(1));
        try
        {
            await call.RequestStream.WriteAsync(Ask(27_182));
        }
        catch (RpcException exception)
        {
            // The deadline may come before the write.
            exception.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        }

        (await Should.ThrowAsync<RpcException>(call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    private async Task CustomMetadataAsync()
    {
        var headers = new Metadata { { InitialKey, InitialValue }, { TrailingKey, _trailingValue } };
        using var unary = _client.UnaryCallAsync(new SimpleRequest { ResponseSize = 314_159, Payload = Zeros(271_828) }, headers);
        await unary;
        (await unary.ResponseHeadersAsync).GetValue(InitialKey).ShouldBe(InitialValue);
        unary.GetTrailers().GetValueBytes(TrailingKey).ShouldBe(_trailingValue);

        using var duplex = _client.FullDuplexCall(headers);
        await duplex.RequestStream.WriteAsync(Ask(271_828, 314_159));
        await duplex.RequestStream.CompleteAsync();
        (await duplex.ResponseStream.MoveNext()).ShouldBeTrue();
        (await duplex.ResponseStream.MoveNext()).ShouldBeFalse();
        (await duplex.ResponseHeadersAsync).GetValue(InitialKey).ShouldBe(InitialValue);
        duplex.GetTrailers().GetValueBytes(TrailingKey).ShouldBe(_trailingValue);
    }

    private async Task StatusAsync(string message)
    {
        var status = new EchoStatus { Code = (int)StatusCode.Unknown, Message = message };
        var expected = new Status(StatusCode.Unknown, message);
        (await Should.ThrowAsync<RpcException>(_client.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }).ResponseAsync))
            .Status.ShouldBe(expected);

        using var duplex = _client.FullDuplexCall();
        await duplex.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = status });
        (await Should.ThrowAsync<RpcException>(duplex.ResponseStream.MoveNext())).Status.ShouldBe(expected);
    }

    private async Task SpecialStatusMessageAsync()
    {
        var status = new EchoStatus { Code = (int)StatusCode.Unknown, Message = SpecialText };
        (await Should.ThrowAsync<RpcException>(_client.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }).ResponseAsync))
            .Status.ShouldBe(new Status(StatusCode.Unknown, SpecialText));
    }
}
