namespace Grpc.Net.Client.Internal;

/// <summary>The HTTP handler of a channel that was given none.</summary>
internal static class DefaultHandler
{
    // The values of FedHub.Grpc.GrpcTls, which application code uses; said here again because that folder also builds without this one.
    public static SocketsHttpHandler Create() => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        UseCookies = false,
        UseProxy = false,
    };
}
