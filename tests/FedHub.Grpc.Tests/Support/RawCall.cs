using System.Net;
using System.Net.Http.Headers;

namespace FedHub.Grpc.Tests.Support;

/// <summary>Sends any bytes as a gRPC request, and reads the status out of headers or trailers.</summary>
internal static class RawCall
{
    public static async Task<Reply> SendAsync(ProbeServer server, string path, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        change?.Invoke(request);
        using var timeout = new CancellationTokenSource(Wait.Long);
        using var response = await invoker.SendAsync(request, timeout.Token);
        var reply = await response.Content.ReadAsByteArrayAsync(timeout.Token);
        return new Reply(
            response.StatusCode,
            Value(response.Headers, "grpc-status") ?? Value(response.TrailingHeaders, "grpc-status"),
            Value(response.Headers, "grpc-accept-encoding"),
            reply);
    }

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.Single() : null;

    public sealed record Reply(HttpStatusCode HttpStatus, string? GrpcStatus, string? AcceptEncoding, byte[] Body);
}
