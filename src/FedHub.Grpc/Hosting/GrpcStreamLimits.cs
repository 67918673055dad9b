namespace FedHub.Grpc;

/// <summary>
/// What one streaming call may use, because Kestrel's own limits are switched off for streams.
/// Set for all services by <c>services.Configure&lt;GrpcStreamLimits&gt;</c>, for one by <c>WithStreamLimits</c>.
/// Only FedHub's own gRPC layer keeps them; over the official packages they are without effect.
/// </summary>
public sealed class GrpcStreamLimits
{
    /// <summary>Bytes that one call may send to the server, frame headers not counted; null for no limit. Default 64 MiB. Over it: RESOURCE_EXHAUSTED.</summary>
    public long? MaxReceivedBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>How long a stream may be silent in both directions; null for ever. Default 15 minutes. Over it: UNAVAILABLE.</summary>
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a stream may last; null for ever. Default 24 hours. Over it: UNAVAILABLE, and the client opens a new one.</summary>
    public TimeSpan? MaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many handlers of the whole server may still run after their calls have ended (they ignore their token)
    /// before new calls are refused with RESOURCE_EXHAUSTED. Default 64.
    /// </summary>
    public int MaxOverdueHandlers { get; set; } = 64;
}
