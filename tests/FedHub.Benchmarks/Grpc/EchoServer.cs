using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedHub.Benchmarks;

/// <summary>One Kestrel server with a gRPC echo and a plain HTTP/2 echo, over mutual TLS on one port and in the clear on another.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TlsIdentity _client;

    private EchoServer(WebApplication app, TlsIdentity client)
    {
        _app = app;
        _client = client;
    }

    public Uri SecureAddress => Address("https");

    public Uri PlainAddress => Address("http");

    public static async Task<EchoServer> StartAsync(CancellationToken cancellationToken)
    {
        var identity = SelfSigned("localhost");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseMutualTls(identity, TlsTrust.AnyKey));
            server.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<EchoService>();
        var app = builder.Build();
        app.MapGrpcService<EchoService>();
        app.MapPost("/echo", (RequestDelegate)EchoAsync);
        await app.StartAsync(cancellationToken);
        return new EchoServer(app, SelfSigned("client"));
    }

    public SocketsHttpHandler CreateHandler() => GrpcTls.CreateClientHandler(_client, TlsTrust.AnyKey);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    // The body may come before its end does.
    private static async Task EchoAsync(HttpContext http)
    {
        while (true)
        {
            var result = await http.Request.BodyReader.ReadAsync();
            if (result.IsCompleted)
            {
                foreach (var segment in result.Buffer)
                {
                    http.Response.BodyWriter.Write(segment.Span);
                }

                http.Request.BodyReader.AdvanceTo(result.Buffer.End);
                return;
            }

            http.Request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static TlsIdentity SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        return new TlsIdentity(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1)));
    }

    private Uri Address(string scheme) => new(_app.Urls.Single(url => url.StartsWith($"{scheme}:", StringComparison.Ordinal)));
}
