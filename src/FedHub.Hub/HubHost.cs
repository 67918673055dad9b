using FedHub.Grpc;
using FedHub.Hub.Rpc;
using FedHub.Protocol;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>A hub: members over mutual TLS, its administrator over a Unix socket. Runs in <c>fedhub hub run</c>, in the demo and in tests.</summary>
public sealed class HubHost : IAsyncDisposable
{
    private const int AdminConnections = 16;
    private const int EnrolmentConnections = 32;
    private const int EnrolmentMessageBytes = 128 * 1024;

    private static readonly TimeSpan _drain = TimeSpan.FromSeconds(5);

    private readonly HubConfiguration _configuration;
    private readonly HubParts _parts;
    private readonly WebApplication _members;
    private readonly WebApplication _admin;
    private readonly WebApplication? _enrolment;
    private readonly WebApplication? _log;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _maintenance = Task.CompletedTask;
    private Task _publishing = Task.CompletedTask;
    private Task _pushing = Task.CompletedTask;
    private bool _started;
    private bool _disposed;

    private HubHost(HubConfiguration configuration, HubParts parts, ILoggerFactory loggers, TimeProvider clock)
    {
        _configuration = configuration;
        _parts = parts;
        _logger = loggers.CreateLogger<HubHost>();
        _members = BuildMembersHost(configuration, parts, loggers, clock);
        _admin = BuildAdminHost(configuration, parts, loggers, clock);
        _enrolment = configuration.EnrolmentEndPoint() is { } endPoint ? BuildEnrolmentHost(endPoint, parts, loggers, clock) : null;
        _log = configuration.LogEndPoint() is { } logEndPoint
            ? LogHttpHost.Build(NewBuilder(loggers, clock), logEndPoint, configuration.Log, parts.Identity, parts.LogHttp)
            : null;
    }

    /// <summary>The port for members, once started; the one given in the configuration unless that is 0.</summary>
    public int Port { get; private set; }

    /// <summary>The port for enrolments, once started; 0 when none are taken.</summary>
    public int EnrolmentPort { get; private set; }

    /// <summary>The port for readers of the log, once started; 0 when it is not served.</summary>
    public int LogPort { get; private set; }

    /// <summary>The administration socket.</summary>
    public string AdminSocket => Path.GetFullPath(_configuration.Layout.AdminSocket);

    /// <summary>Ends when the database can no longer be written; faulted with the reason. The host has to be stopped then.</summary>
    public Task WriterCompletion => _parts.Database.Writer.Completion;

    /// <summary>Ends when the log is no longer published; faulted with what has to be done. The host has to be stopped then.</summary>
    public Task LogCompletion => _publishing;

    internal HubParts Parts => _parts;

    /// <summary>Opens the hub's files. Nothing is created: that is for <see cref="HubInitializer"/>.</summary>
    /// <param name="configuration">From <see cref="HubConfiguration.Load"/>.</param>
    /// <param name="loggers">Where to log.</param>
    /// <param name="clock">The time; default the system's.</param>
    /// <exception cref="FedHubException">Something is missing or does not fit; the message says what to do.</exception>
    public static HubHost Create(HubConfiguration configuration, ILoggerFactory loggers, TimeProvider? clock = null)
    {
        var parts = HubParts.Open(configuration, loggers, clock ?? TimeProvider.System);
        return new HubHost(configuration, parts, loggers, clock ?? TimeProvider.System);
    }

    /// <summary>Runs until cancelled, then drains.</summary>
    /// <exception cref="FedHubException">The hub could not start, or its database failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        try
        {
            await await Task.WhenAny(WriterCompletion, LogCompletion).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (Exception failure) when (failure is not FedHubException)
        {
            _logger.WriterFailed(failure);
            throw new FedHubException(ErrorCode.Unavailable, "The hub's database failed. Check the disk, then start it again.");
        }
        finally
        {
            await StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Takes up what the last process left and starts to serve.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _parts.RestoreAsync(cancellationToken);

        // This process holds the database's lock, so a socket that is there belongs to nobody.
        File.Delete(AdminSocket);
        await _admin.StartAsync(cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            // The directory around it has mode 0700, so that nobody else got in before this line.
            File.SetUnixFileMode(AdminSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await ListenAsync(cancellationToken);
        _started = true;
        Port = PortOf(_members);
        if (_enrolment is not null)
        {
            EnrolmentPort = PortOf(_enrolment);
            _logger.TakesEnrolments(EnrolmentPort);
        }

        if (_log is not null)
        {
            LogPort = PortOf(_log);
            _logger.ServesLog(LogPort);
        }

        _maintenance = _parts.Maintenance.RunAsync(_stopping.Token);
        _publishing = _parts.Published.RunAsync(_stopping.Token);
        _pushing = _parts.Pusher.RunAsync(_stopping.Token);
        _logger.Serving(Port);
    }

    /// <summary>Refuses new calls, ends running ones with UNAVAILABLE and stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            return;
        }

        _started = false;
        _parts.Members.Stop();
        await _stopping.CancelAsync();
        await (_enrolment?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        await (_log?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        await _members.StopAsync(cancellationToken);
        await _admin.StopAsync(cancellationToken);
        await _maintenance;
        await _pushing;
        await _publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _logger.Stopped();
    }

    /// <summary>Stops, carries out what is queued for the database and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await StopAsync(CancellationToken.None);
        await (_enrolment?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_log?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _members.DisposeAsync();
        await _admin.DisposeAsync();
        await _parts.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _members.StartAsync(cancellationToken);
            await (_enrolment?.StartAsync(cancellationToken) ?? Task.CompletedTask);
            await (_log?.StartAsync(cancellationToken) ?? Task.CompletedTask);
        }
        catch (IOException)
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition,
                $"Cannot listen on {string.Join(" or ", new[] { _configuration.Listen, _configuration.EnrolmentListen, _configuration.Log.Listen }.OfType<string>())}: it is in use, or not this machine's address.");
        }
    }

    private static int PortOf(WebApplication application) =>
        new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>The one door without client certificates: few connections, small messages, one call.</summary>
    private static WebApplication BuildEnrolmentHost(System.Net.IPEndPoint endPoint, HubParts parts, ILoggerFactory loggers, TimeProvider clock)
    {
        var builder = NewBuilder(loggers, clock);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.UseGrpcLimits(EnrolmentConnections);
            kestrel.Listen(endPoint, listen => listen.UseServerTls(() => parts.Identity.Server));
        });
        builder.Services.AddSingleton(parts.Enrolment).AddSingleton(new AdminCallInterceptor(loggers.CreateLogger<AdminCallInterceptor>()));
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = EnrolmentMessageBytes;
            options.Interceptors.Add<AdminCallInterceptor>();
        });
        var app = builder.Build();
        app.MapGrpcService<EnrolmentRpc>();
        return app;
    }

    private static WebApplication BuildMembersHost(HubConfiguration configuration, HubParts parts, ILoggerFactory loggers, TimeProvider clock)
    {
        var builder = NewBuilder(loggers, clock);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.UseGrpcLimits(configuration.Limits.Connections);
            kestrel.Listen(configuration.ListenEndPoint(), listen => listen.UseMutualTls(() => parts.Identity.Server, () => parts.Identity.Clients));
        });
        builder.Services.AddSingleton(parts.Interceptor).AddSingleton(parts.Exchange).AddSingleton(parts.Filter).AddSingleton(parts.Directory)
            .AddSingleton(parts.Letter).AddSingleton(parts.Cancellation).AddSingleton(parts.Revocations).AddSingleton(parts.Member).AddSingleton(parts.Certificate)
            .AddSingleton(parts.LogProofs);
        var health = new HealthServiceImpl();
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        builder.Services.AddSingleton(health);
        builder.Services
            .AddGrpc(options => options.Interceptors.Add<MemberCallInterceptor>())
            .AddServiceOptions<FilterRpc>(options => options.MaxSendMessageSize = FilterRpc.MaxListBytes);
        var app = builder.Build();

        // Deliveries and waiting queries may be silent for long; HTTP/2 pings find dead peers.
        app.MapGrpcService<ExchangeRpc>().WithStreamLimits(new GrpcStreamLimits { IdleTimeout = null });
        app.MapGrpcService<FilterRpc>().WithStreamLimits(new GrpcStreamLimits
        {
            MaxReceivedBytes = 2 * configuration.Limits.FilterFileBytes,
            IdleTimeout = TimeSpan.FromMinutes(2),
        });
        app.MapGrpcService<DirectoryRpc>();
        app.MapGrpcService<RevocationRpc>();
        app.MapGrpcService<LetterRpc>();
        app.MapGrpcService<CancellationRpc>();
        app.MapGrpcService<MemberRpc>();
        app.MapGrpcService<CertificateRpc>();
        app.MapGrpcService<LogRpc>();

        // Behind the same interceptor as all else here: for members, and it ends with their membership.
        app.MapGrpcService<HealthServiceImpl>().WithStreamLimits(new GrpcStreamLimits { IdleTimeout = null });
        return app;
    }

    private static WebApplication BuildAdminHost(HubConfiguration configuration, HubParts parts, ILoggerFactory loggers, TimeProvider clock)
    {
        var builder = NewBuilder(loggers, clock);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.UseGrpcLimits(AdminConnections);
            kestrel.ListenUnixSocket(Path.GetFullPath(configuration.Layout.AdminSocket), listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton(parts.Admin).AddSingleton(parts.Budgets).AddSingleton(parts.Doctor).AddSingleton(parts.EnrolmentAdmin).AddSingleton(parts.AuditorAdmin).AddSingleton(new AdminCallInterceptor(loggers.CreateLogger<AdminCallInterceptor>()));
        var health = new HealthServiceImpl();
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        builder.Services.AddSingleton(health);
        builder.Services.AddGrpc(options => options.Interceptors.Add<AdminCallInterceptor>());
        var app = builder.Build();
        app.MapGrpcService<HubAdminRpc>();
        app.MapGrpcService<BudgetRpc>();
        app.MapGrpcService<HubDoctorRpc>();
        app.MapGrpcService<EnrolmentAdminRpc>();
        app.MapGrpcService<AuditorAdminRpc>();

        // Whoever supervises the process asks here; members ask on their own door.
        app.MapGrpcService<HealthServiceImpl>();
        return app;
    }

    private static WebApplicationBuilder NewBuilder(ILoggerFactory loggers, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(clock);
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = _drain);
        return builder;
    }
}
