using System.Net.Sockets;

namespace FedHub.Grpc;

/// <summary>HTTP handlers as gRPC channels need them.</summary>
public static class GrpcHttpHandler
{
    /// <summary>
    /// A handler with keepalive pings (every 30 s, 10 s to answer) and connections that live as long as the channel.
    /// A second connection is opened when the streams of the first are used up, so that long streams do not starve calls.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 32,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        UseCookies = false,
        UseProxy = false,
    };

    /// <summary>A handler that connects to a Unix domain socket. The channel's address is then <c>http://localhost</c>.</summary>
    public static SocketsHttpHandler CreateForUnixSocket(string path)
    {
        var endpoint = new UnixDomainSocketEndPoint(path);
        var handler = Create();
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(endpoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }
}
