using System.Net;
using System.Reflection;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Node.Access;
using FedHub.Node.Configuration;
using FedHub.Node.HubLink;
using FedHub.Node.Policy;
using FedHub.Node.Responder;
using FedHub.Node.Rpc;
using FedHub.Node.Witness;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedHub.Node;

/// <summary>One national node: gateway for officers over mutual TLS, administration on a Unix socket, and the link to the hub.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    private const int MaxConnections = 1_000;

    private static readonly TimeSpan _stopWithin = TimeSpan.FromSeconds(30);

    private readonly NodeComponents _components;
    private readonly GrpcChannel _channel;
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping = new();
    private Task _loops = Task.CompletedTask;
    private Task _answerLog = Task.CompletedTask;
    private AddCheckpointListener? _addCheckpoint;

    private NodeHost(NodeComponents components, GrpcChannel channel, WebApplication application)
    {
        _components = components;
        _channel = channel;
        _application = application;
    }

    /// <summary>Version of the software.</summary>
    public static string SoftwareVersion { get; } =
        typeof(NodeHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    internal NodeComponents Components => _components;

    /// <summary>Where officers connect; the real port also where the configuration says 0. Known once started.</summary>
    public IPEndPoint GatewayEndpoint { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Wires a node over a data directory that <c>fedhub node init</c> made. Nothing runs yet.</summary>
    /// <param name="configuration">As loaded.</param>
    /// <param name="clock">Default: the system's.</param>
    /// <param name="configureLogging">Default: no log.</param>
    /// <exception cref="FedHubException">Something of the directory is missing or damaged; says what and what to do.</exception>
    public static NodeHost Create(NodeConfiguration configuration, TimeProvider? clock = null, Action<ILoggingBuilder>? configureLogging = null)
    {
        Libsodium.Load();
        var time = clock ?? TimeProvider.System;
        var certificate = NodeCertificate.Open(configuration, time);
        var pin = new HubPin(time);
        var channel = HubChannel.Create(configuration.Hub.Address, () => certificate.Current, NodeTls.LoadHubTrust(configuration), pin);
        var loggers = LoggerFactory.Create(logging => configureLogging?.Invoke(logging));
        var components = NodeComponents.Open(configuration, new PinnedHub(new GrpcHub(channel, SoftwareVersion), pin), time, loggers, certificate);
        pin.Directories = components.Directories;
        return new NodeHost(components, channel, Build(components, certificate, time, configureLogging));
    }

    /// <summary>Starts, and runs until cancelled or until database or own log can no longer be written.</summary>
    /// <exception cref="FedHubException">The node could not start, or its database or its own log failed.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => WatchAsync(
        async () =>
        {
            await StartAsync(cancellationToken);
            await await Task.WhenAny(_components.Database.Sqlite.Writer.Completion, _answerLog).WaitAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Starts serving and connects to the hub in the background: a node without its hub serves its administrator.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _components.AnswerLog.StartAsync(cancellationToken);
        await _components.PolicyAdministration.EnsureInForceAsync(cancellationToken);
        await _components.CancelSearchesOfSuspendedAsync(cancellationToken);
        File.Delete(_components.Configuration.Layout.AdminSocket);
        await _application.StartAsync(cancellationToken);
        RestrictAdminSocket();
        GatewayEndpoint = BoundGateway();
        if (_components.Configuration.WitnessListen is { } witness)
        {
            _addCheckpoint = new AddCheckpointListener(witness, _components.Log);
            await _addCheckpoint.StartAsync(cancellationToken);
        }

        var logger = _application.Services.GetRequiredService<ILogger<NodeHost>>();
        NodeHostLog.Serving(logger, GatewayEndpoint);
        if (PolicyDraft.DiffersOrIsBroken(_components.Configuration.Layout, _components.Policies.InForce))
        {
            NodeHostLog.PolicyDraftDiffers(logger);
        }

        if (_components.Directories.IsKnown)
        {
            await _components.Filters.LoadAsync(cancellationToken);
        }

        _components.Runner.Resume();
        _answerLog = Task.Run(() => _components.AnswerLog.RunAsync(_stopping.Token), CancellationToken.None);
        _loops = Task.WhenAll(
            Task.Run(() => _components.LetterSender.RunAsync(_stopping.Token), CancellationToken.None),
            Task.Run(() => _components.ReviewWatch.RunAsync(_stopping.Token), CancellationToken.None),
            Task.Run(() => _components.Sync.RunAsync(_stopping.Token), CancellationToken.None),
            Task.Run(() => _components.Statements.RunAsync(_stopping.Token), CancellationToken.None),
            Task.Run(() => _components.CertificateLoop?.RunAsync(_stopping.Token) ?? Task.CompletedTask, CancellationToken.None),
            Task.Run(() => _components.SelfTestLoop.RunAsync(_stopping.Token), CancellationToken.None),
            Task.Run(() => _components.Gossip.RunAsync(_stopping.Token), CancellationToken.None),
            Task.Run(() => _components.Deliveries.RunAsync(_stopping.Token), CancellationToken.None));
    }

    /// <summary>Completes when the hub has taken this node's delivery stream.</summary>
    public Task WhenConnectedAsync(CancellationToken cancellationToken) => _components.HubState.WhenConnectedAsync(cancellationToken);

    /// <summary>The owner's own id of a record that was disclosed under a handle; null for a handle that is not this node's. For the owner only.</summary>
    /// <param name="handle">16 bytes, as another member received it.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    public async Task<string?> RecordIdOfAsync(ReadOnlyMemory<byte> handle, CancellationToken cancellationToken) =>
        await new DisclosureStore(_components.Database).RecordOfAsync(handle, cancellationToken) is { } row
            ? _components.Epochs.Lookup.RecordFor(row)?.RecordId
            : null;

    /// <summary>Takes no more calls, finishes what is at work, and closes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await (_addCheckpoint?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _application.StopAsync(cancellationToken);
        await _components.Live.StopAsync();
        await _loops.WaitAsync(_stopWithin, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _answerLog.WaitAsync(_stopWithin, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _components.AnswerLog.PublishRestAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _channel.Dispose();
        await _components.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(NodeComponents components, NodeCertificate certificate, TimeProvider clock, Action<ILoggingBuilder>? configureLogging)
    {
        var configuration = components.Configuration;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        configureLogging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.UseGrpcLimits(MaxConnections);
            server.Listen(configuration.Gateway.Listen, listen => listen.UseMutualTls(() => certificate.Current, () => TlsTrust.AnyKey));
            server.ListenUnixSocket(configuration.Layout.AdminSocket, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(clock);
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<FedHubErrorInterceptor>();
            options.Interceptors.Add<AccessInterceptor>();
        });
        NodeServices.Add(builder.Services, components, SoftwareVersion);
        var application = builder.Build();
        application.UseRouting();
        NodeServices.Map(application);
        components.HubState.OnChange = connected => application.Services.GetRequiredService<HealthServiceImpl>().SetStatus(
            "", connected ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing);
        return application;
    }

    private async Task WatchAsync(Func<Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (SqliteDatabaseException failure)
        {
            // Nobody knows what the disk holds: going on could acknowledge what it does not.
            NodeHostLog.WriterFailed(_application.Services.GetRequiredService<ILogger<NodeHost>>(), failure);
            throw new FedHubException(ErrorCode.Unavailable, "The node's database failed. Check the disk, then start it again.");
        }
    }

    private void RestrictAdminSocket()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The socket is the authentication of the admin service: only the node's own operating-system user may open it.
            File.SetUnixFileMode(_components.Configuration.Layout.AdminSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private IPEndPoint BoundGateway()
    {
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var gateway = addresses.Where(address => address.StartsWith("https://", StringComparison.Ordinal)).Select(address => new Uri(address)).First();
        return new IPEndPoint(_components.Configuration.Gateway.Listen.Address, gateway.Port);
    }
}
