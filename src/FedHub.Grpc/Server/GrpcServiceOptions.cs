namespace Grpc.AspNetCore.Server;

/// <summary>How services are served. Defaults are FedHub's: both message sizes 1 MiB. Budgets of streams are in FedHub.Grpc.GrpcStreamLimits.</summary>
public class GrpcServiceOptions
{
    internal const int DefaultMaxMessageSize = 1024 * 1024;

    /// <summary>Largest response in bytes; null for no limit. Default 1 MiB.</summary>
    public int? MaxSendMessageSize { get; set; } = DefaultMaxMessageSize;

    /// <summary>Largest request in bytes; null for no limit. Default 1 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxMessageSize;

    /// <summary>Whether callers see the type and message of a handler's exception. Default false; never true in production.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Whether calls to unknown services fall through to the next endpoint instead of failing with UNIMPLEMENTED. Default false.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The interceptors around every handler, outermost first.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
