using System.Diagnostics.Metrics;
using FedHub.Grpc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What all calls of a server share.</summary>
internal sealed class ServerRuntime
{
    private readonly UpDownCounter<int>? _overdueCounter;
    private int _overdue;

    public ServerRuntime(
        TimeProvider time,
        ILoggerFactory loggers,
        IOptions<GrpcServiceOptions> options,
        IOptions<GrpcStreamLimits> limits,
        IHostApplicationLifetime? lifetime = null,
        IMeterFactory? meters = null)
    {
        Time = time;
        Log = loggers.CreateLogger("FedHub.Grpc.Server");
        Options = options.Value;
        Limits = limits.Value;
        Stopping = lifetime?.ApplicationStopping ?? CancellationToken.None;
        _overdueCounter = meters?.Create("FedHub.Grpc").CreateUpDownCounter<int>(
            "fedhub.grpc.overdue_handlers", description: "Handlers that still run although their call has ended.");
    }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public GrpcServiceOptions Options { get; }

    public GrpcStreamLimits Limits { get; }

    /// <summary>Cancelled when the host begins to stop: new calls are refused, running ones go on.</summary>
    public CancellationToken Stopping { get; }

    public int OverdueHandlers => Volatile.Read(ref _overdue);

    /// <summary>Set when the fallback for unknown services is mapped, once a server.</summary>
    public bool HasFallback { get; set; }

    public void EnterOverdue()
    {
        Interlocked.Increment(ref _overdue);
        _overdueCounter?.Add(1);
    }

    public void ExitOverdue()
    {
        Interlocked.Decrement(ref _overdue);
        _overdueCounter?.Add(-1);
    }
}
