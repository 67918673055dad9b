using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>What a channel is made of. Defaults are FedHub's: both message sizes 1 MiB.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>The default of both size limits, in bytes.</summary>
    internal const int DefaultMaxMessageSize = 1024 * 1024;

    /// <summary>Whether the channel must use TLS. Null: as the address says.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Largest request in bytes; null for no limit. Default 1 MiB.</summary>
    public int? MaxSendMessageSize { get; set; } = DefaultMaxMessageSize;

    /// <summary>Largest response in bytes; null for no limit. Default 1 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxMessageSize;

    /// <summary>For the channel's own logs.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The client to send with, instead of <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>The handler to send with. Default: a SocketsHttpHandler with keepalive pings and as many connections as calls need.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes the client or handler given to it. Default false; a default handler is always disposed.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether a cancelled call throws OperationCanceledException instead of RpcException. Default false.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Where the channel finds a TimeProvider; else the system's.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
