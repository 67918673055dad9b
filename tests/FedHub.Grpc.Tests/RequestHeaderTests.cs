using System.Net;
using System.Net.Http.Headers;
using FedHub.Grpc.Tests.Support;

namespace FedHub.Grpc.Tests;

/// <summary>What the server makes of requests that no gRPC client sends, over plain HTTP.</summary>
public sealed class RequestHeaderTests
{
    private const string Unary = "/fedhub.grpc.tests.Probe/Unary";
    private static readonly byte[] _empty = [0, 0, 0, 0, 0];

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpcx", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc", HttpStatusCode.OK)]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("application/grpc;charset=utf-8", HttpStatusCode.OK)]
    public async Task ContentType_OtherThanGrpc_Is415(string contentType, HttpStatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync();

        (await RawCall.SendAsync(server, Unary, _empty, request => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType)))
            .HttpStatus.ShouldBe(expected);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", HttpStatusCode.MethodNotAllowed)]
    public async Task HttpMethod_OtherThanPost_Is405(string method, HttpStatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync();

        (await RawCall.SendAsync(server, Unary, _empty, request => request.Method = new HttpMethod(method))).HttpStatus.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1S", "0")]
    [InlineData("99999999H", "0")]
    [InlineData("0n", "4")]
    [InlineData("", "13")]
    [InlineData("S", "13")]
    [InlineData("123456789S", "13")]
    [InlineData("-1S", "13")]
    [InlineData("1 S", "13")]
    [InlineData("1s", "13")]
    [InlineData("1.5S", "13")]
    [InlineData("1S,2S", "13")]
    public async Task GrpcTimeout_Malformed_IsInternal(string timeout, string expectedStatus)
    {
        await using var server = await ProbeServer.StartAsync();

        (await RawCall.SendAsync(server, Unary, _empty, request => request.Headers.TryAddWithoutValidation("grpc-timeout", timeout)))
            .GrpcStatus.ShouldBe(expectedStatus);
    }

    [Fact]
    public async Task Te_Missing_IsInternal()
    {
        await using var server = await ProbeServer.StartAsync();

        (await RawCall.SendAsync(server, Unary, _empty, request => request.Headers.Remove("te"))).GrpcStatus.ShouldBe("13");
    }

    [Theory]
    [InlineData("gzip", "12")]
    [InlineData("snappy", "12")]
    [InlineData("identity", "0")]
    public async Task GrpcEncoding_OtherThanIdentity_IsUnimplementedAndSaysWhatIsOffered(string encoding, string expectedStatus)
    {
        await using var server = await ProbeServer.StartAsync();

        var reply = await RawCall.SendAsync(server, Unary, _empty, request => request.Headers.TryAddWithoutValidation("grpc-encoding", encoding));

        reply.GrpcStatus.ShouldBe(expectedStatus);
        reply.AcceptEncoding.ShouldBe(expectedStatus is "12" ? "identity" : null);
    }

    [Theory]
    [InlineData("AQI", "0")]
    [InlineData("AQI=", "0")]
    [InlineData("AQI,AwQ=", "0")]
    [InlineData("", "0")]
    [InlineData("A", "13")]
    [InlineData("A*==", "13")]
    [InlineData("AQI,!", "13")]
    public async Task BinaryMetadata_BadBase64_IsInternal(string value, string expectedStatus)
    {
        await using var server = await ProbeServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            context.RequestHeaders.ShouldNotBeNull();
            return Task.FromResult(new Protos.Pong());
        };

        (await RawCall.SendAsync(server, Unary, _empty, request => request.Headers.TryAddWithoutValidation("some-bin", value)))
            .GrpcStatus.ShouldBe(expectedStatus);
    }
}
