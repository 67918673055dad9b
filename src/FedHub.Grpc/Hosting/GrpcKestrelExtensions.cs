using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FedHub.Grpc;

/// <summary>Limits of the HTTP/2 server below gRPC.</summary>
public static class GrpcKestrelExtensions
{
    /// <summary>
    /// Narrows Kestrel's limits to what gRPC between few known peers needs: 100 streams a connection, 50 headers of at most
    /// 8 KiB and 16 KiB together, keepalive pings every 30 s with 10 s to answer, idle connections closed after 60 s.
    /// </summary>
    /// <param name="server">Kestrel's options.</param>
    /// <param name="maxConnections">Connections at once; each may make the server hold about 1 MiB.</param>
    public static KestrelServerOptions UseGrpcLimits(this KestrelServerOptions server, int maxConnections)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConnections, 1);
        var limits = server.Limits;
        limits.MaxConcurrentConnections = maxConnections;
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.Http2.MaxRequestHeaderFieldSize = 8 * 1024;
        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        server.AddServerHeader = false;
        return server;
    }
}
