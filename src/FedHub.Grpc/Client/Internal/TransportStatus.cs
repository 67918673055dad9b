using System.Net;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Statuses for failures below gRPC (tables of the protocol's documents "HTTP2 Transport Mapping" and "HTTP to gRPC Status Code Mapping").</summary>
internal static class TransportStatus
{
    public static StatusCode FromHttp(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    public static Status FromException(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is RpcException rpc)
            {
                return rpc.Status;
            }

            if (cause is HttpProtocolException protocol)
            {
                return new Status(FromHttp2(protocol.ErrorCode), "The HTTP/2 stream or connection was reset.", exception);
            }
        }

        return exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException
            ? new Status(StatusCode.Unavailable, "Error connecting to the server or lost connection.", exception)
            : new Status(StatusCode.Internal, "Error starting gRPC call.", exception);
    }

    // STREAM_CLOSED (5) is what innocent calls see when Kestrel's rapid-reset guard closes the connection.
    private static StatusCode FromHttp2(long errorCode) => errorCode switch
    {
        0x5 or 0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
