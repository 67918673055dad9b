using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;

namespace Grpc.HealthCheck;

/// <summary>The standard health service. Register it as a singleton, map it, and set the state of each service.</summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly Lock _gate = new();

    // Both under _gate.
    private readonly Dictionary<string, HealthCheckResponse.Types.ServingStatus> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ChannelWriter<HealthCheckResponse>>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Sets the state of a service and tells those who watch it. The empty name is the server as a whole.</summary>
    public void SetStatus(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        lock (_gate)
        {
            _states[service] = status;
            Tell(service, status);
        }
    }

    /// <summary>Forgets a service.</summary>
    public void ClearStatus(string service)
    {
        lock (_gate)
        {
            _states.Remove(service);
            Tell(service, HealthCheckResponse.Types.ServingStatus.ServiceUnknown);
        }
    }

    /// <summary>Forgets all services.</summary>
    public void ClearAll()
    {
        lock (_gate)
        {
            foreach (var service in _states.Keys.ToArray())
            {
                ClearStatus(service);
            }
        }
    }

    /// <inheritdoc />
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            return _states.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, "The service is not known here."));
        }
    }

    /// <inheritdoc />
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);

        // A slow watcher misses states in between, never the last one.
        var changes = Channel.CreateBounded<HealthCheckResponse>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        Join(request.Service, changes.Writer);
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(change);
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The watcher is gone: the normal end of a watch.
        }
        finally
        {
            Leave(request.Service, changes.Writer);
        }
    }

    private void Join(string service, ChannelWriter<HealthCheckResponse> watcher)
    {
        lock (_gate)
        {
            if (!_watchers.TryGetValue(service, out var list))
            {
                _watchers[service] = list = [];
            }

            list.Add(watcher);
            var status = _states.GetValueOrDefault(service, HealthCheckResponse.Types.ServingStatus.ServiceUnknown);
            watcher.TryWrite(new HealthCheckResponse { Status = status });
        }
    }

    private void Leave(string service, ChannelWriter<HealthCheckResponse> watcher)
    {
        lock (_gate)
        {
            var list = _watchers[service];
            list.Remove(watcher);
            if (list.Count == 0)
            {
                _watchers.Remove(service);
            }
        }
    }

    private void Tell(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        foreach (var watcher in _watchers.GetValueOrDefault(service, []))
        {
            watcher.TryWrite(new HealthCheckResponse { Status = status });
        }
    }
}
