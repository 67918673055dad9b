using System.Net;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Federation.Tests.Support;

/// <summary>A server with a certificate that is not the hub's, in the hub's place: counts who comes and what it is asked.</summary>
internal sealed class FalseHub : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _connections;
    private int _requests;

    private FalseHub(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var identity = new TlsIdentity(certificate);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Use(next => context =>
            {
                Interlocked.Increment(ref _connections);
                return next(context);
            });
            listen.UseMutualTls(identity, TlsTrust.AnyKey);
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        _application = builder.Build();
        _application.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
    }

    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FalseHub> StartAsync(X509Certificate2 certificate)
    {
        var hub = new FalseHub(certificate);
        await hub._application.StartAsync().WaitAsync(Wait.Patience);
        return hub;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().WaitAsync(Wait.Patience);
        await _application.DisposeAsync();
    }
}
