using FedHub.Grpc.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Decides from a request's headers whether it becomes a call.</summary>
internal static class CallGate
{
    /// <summary>Null to admit the call; else why not. An HTTP status means that the peer does not speak gRPC.</summary>
    public static Refusal? Check(HttpContext http, ServerRuntime runtime, out TimeSpan? timeout)
    {
        timeout = null;
        var headers = http.Request.Headers;
        if (!IsGrpc(http.Request.ContentType))
        {
            return new Refusal(StatusCodes.Status415UnsupportedMediaType);
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            return new Refusal(StatusCodes.Status426UpgradeRequired);
        }

        if (!string.Equals(headers.TE, "trailers", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(new Status(StatusCode.Internal, "The header \"te: trailers\" is required."));
        }

        if (headers.GrpcEncoding is { Count: > 0 } encoding && !string.Equals(encoding, HeaderName.Identity, StringComparison.Ordinal))
        {
            return new Refusal(new Status(StatusCode.Unimplemented, "Compression is not offered."));
        }

        if (headers.GrpcTimeout is { Count: > 0 } text)
        {
            if (!GrpcTimeout.TryParse(text, out var parsed))
            {
                return new Refusal(new Status(StatusCode.Internal, "The header \"grpc-timeout\" is malformed."));
            }

            timeout = parsed;
        }

        return CheckLoad(runtime);
    }

    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(HeaderName.ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == HeaderName.ContentType.Length || contentType[HeaderName.ContentType.Length] is '+' or ';');

    private static Refusal? CheckLoad(ServerRuntime runtime)
    {
        if (runtime.Stopping.IsCancellationRequested)
        {
            return new Refusal(new Status(StatusCode.Unavailable, "The server is shutting down."));
        }

        if (runtime.OverdueHandlers >= runtime.Limits.MaxOverdueHandlers)
        {
            ServerLog.TooManyOverdue(runtime.Log, runtime.OverdueHandlers);
            return new Refusal(new Status(StatusCode.ResourceExhausted, "The server is overloaded."));
        }

        return null;
    }
}
