using System.Net;
using FedHub.Grpc.Tests.Protos;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedHub.Grpc.Tests.Support;

/// <summary>A Kestrel server on a free loopback port with a <see cref="ProbeService"/> and a channel to it.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<string> _expectedErrors = [];

    private ProbeServer(WebApplication app, ProbeService service, LogSink log, string scheme)
    {
        _app = app;
        Service = service;
        Log = log;
        Port = new Uri(app.Urls.Single(url => !url.Contains("unix", StringComparison.Ordinal))).Port;
        Address = new Uri($"{scheme}://localhost:{Port}");
        if (scheme is "http")
        {
            Channel = GrpcChannel.ForAddress(Address);
            Client = new Probe.ProbeClient(Channel);
        }
    }

    public ProbeService Service { get; }

    public LogSink Log { get; }

    public int Port { get; }

    public Uri Address { get; }

    public GrpcChannel? Channel { get; }

    public Probe.ProbeClient Client => field ?? throw new InvalidOperationException("A TLS server has no default client.");

    public IServiceProvider Services => _app.Services;

    public static async Task<ProbeServer> StartAsync(
        Action<GrpcServiceOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<ListenOptions>? listen = null,
        Action<KestrelServerOptions>? kestrel = null,
        Action<WebApplication>? map = null,
        GrpcStreamLimits? limits = null)
    {
        var service = new ProbeService();
        var log = new LogSink();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(server =>
        {
            kestrel?.Invoke(server);
            server.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                listen?.Invoke(endpoint);
            });
        });
        builder.Services.AddSingleton(service);
        builder.Services.AddGrpc(options ?? (_ => { }));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var endpoints = app.MapGrpcService<ProbeService>();
        if (limits is not null)
        {
            endpoints.WithStreamLimits(limits);
        }

        map?.Invoke(app);
        await app.StartAsync().WaitAsync(Wait.Long);
        return new ProbeServer(app, service, log, listen is null ? "http" : "https");
    }

    /// <summary>A log text at error level that the test wants to see.</summary>
    public void ExpectError(string start) => _expectedErrors.Add(start);

    public Task StopAsync() => _app.StopAsync().WaitAsync(Wait.Long);

    public async ValueTask DisposeAsync()
    {
        Channel?.Dispose();
        await _app.StopAsync().WaitAsync(Wait.Long);
        await _app.DisposeAsync();
        Log.Errors.Where(error => !_expectedErrors.Exists(start => error.StartsWith(start, StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
