using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedHub.Grpc;

/// <summary>
/// Mutual TLS for both sides. Identity and trust are asked for at each handshake, so that both can be renewed without a
/// restart; connections that exist keep what they were made with.
/// </summary>
public static class GrpcTls
{
    private static readonly TimeSpan _handshakeTimeout = TimeSpan.FromSeconds(10);
    private static readonly Oid _serverRole = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid _clientRole = new("1.3.6.1.5.5.7.3.2");

    /// <summary>A channel's handler. A null identity shows no certificate. The server's name is that of the channel's address.</summary>
    public static SocketsHttpHandler CreateClientHandler(TlsIdentity? identity, TlsTrust serverTrust, string? serverName = null)
    {
        ArgumentNullException.ThrowIfNull(serverTrust);
        return CreateClientHandler(() => identity, () => serverTrust, serverName);
    }

    /// <summary>A channel's handler that asks for identity and trust at each handshake.</summary>
    /// <param name="identity">Shows no certificate when it returns null.</param>
    /// <param name="serverTrust">Which servers are accepted.</param>
    /// <param name="serverName">The name that the server's certificate must have; null: the host of the channel's address.</param>
    public static SocketsHttpHandler CreateClientHandler(Func<TlsIdentity?> identity, Func<TlsTrust> serverTrust, string? serverName = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(serverTrust);
        var handler = GrpcHttpHandler.Create();

        // SocketsHttpHandler fixes its own TLS options at the first connection; a callback that returns a TLS stream is asked each time.
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var name = serverName ?? context.DnsEndPoint.Host;
            return await ConnectAsync(context, CreateClientOptions(identity(), serverTrust(), name), cancellationToken);
        };
        return handler;
    }

    /// <summary>Serves HTTP/2 over TLS and requires a client certificate that <paramref name="clientTrust"/> accepts.</summary>
    public static ListenOptions UseMutualTls(this ListenOptions listenOptions, TlsIdentity identity, TlsTrust clientTrust)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(clientTrust);
        return listenOptions.UseMutualTls(() => identity, () => clientTrust);
    }

    /// <summary>Serves HTTP/2 over TLS and requires a client certificate; asks for identity and trust at each handshake.</summary>
    public static ListenOptions UseMutualTls(this ListenOptions listenOptions, Func<TlsIdentity> identity, Func<TlsTrust> clientTrust)
    {
        ArgumentNullException.ThrowIfNull(clientTrust);
        return listenOptions.UseTls(identity, clientTrust);
    }

    /// <summary>Serves HTTP/2 over TLS without asking for a client certificate: for interfaces that authenticate otherwise.</summary>
    public static ListenOptions UseServerTls(this ListenOptions listenOptions, Func<TlsIdentity> identity) =>
        listenOptions.UseTls(identity, clientTrust: null);

    /// <summary>Serves plain HTTP/1.1 and HTTP/2 over TLS, for readers that speak no gRPC; asks for identity and trust at each handshake.</summary>
    /// <param name="listenOptions">Where.</param>
    /// <param name="identity">The server's certificate.</param>
    /// <param name="clientTrust">Which client certificates are accepted.</param>
    /// <param name="requiresCertificate">False lets in those who show none too; one that is shown is checked all the same.</param>
    public static ListenOptions UseHttpTls(this ListenOptions listenOptions, Func<TlsIdentity> identity, Func<TlsTrust> clientTrust, bool requiresCertificate)
    {
        ArgumentNullException.ThrowIfNull(clientTrust);
        listenOptions.UseTls(identity, clientTrust, requiresCertificate, [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]);
        listenOptions.Protocols = HttpProtocols.Http1AndHttp2;
        return listenOptions;
    }

    private static ListenOptions UseTls(
        this ListenOptions listenOptions, Func<TlsIdentity> identity, Func<TlsTrust>? clientTrust, bool requiresCertificate = true, List<SslApplicationProtocol>? protocols = null)
    {
        ArgumentNullException.ThrowIfNull(listenOptions);
        ArgumentNullException.ThrowIfNull(identity);
        var log = listenOptions.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("FedHub.Grpc.Tls");
        listenOptions.Protocols = HttpProtocols.Http2;
        return listenOptions.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = _handshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(CreateServerOptions(identity(), clientTrust?.Invoke(), log, requiresCertificate, protocols)),
        });
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false);
            await stream.AuthenticateAsClientAsync(options, cancellationToken);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SslClientAuthenticationOptions CreateClientOptions(TlsIdentity? identity, TlsTrust trust, string serverName) => new()
    {
        AllowTlsResume = false,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        CertificateChainPolicy = trust.CreatePolicy(_serverRole),
        ClientCertificateContext = identity?.Context,
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => trust.Accepts(certificate, errors),
        TargetHost = serverName,
    };

    // No resumption: a resumed session would be checked against the trust of its first handshake.
    private static SslServerAuthenticationOptions CreateServerOptions(
        TlsIdentity identity, TlsTrust? clientTrust, ILogger log, bool requiresCertificate, List<SslApplicationProtocol>? protocols)
    {
        return new SslServerAuthenticationOptions
        {
            AllowTlsResume = false,
            ApplicationProtocols = protocols ?? [SslApplicationProtocol.Http2],
            CertificateChainPolicy = clientTrust?.CreatePolicy(_clientRole),
            ClientCertificateRequired = clientTrust is not null,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                var accepted = clientTrust is null || (certificate is null && !requiresCertificate) || clientTrust.Accepts(certificate, errors);
                if (!accepted)
                {
                    // The client learns of it only as a closed connection, so it must be seen here.
                    TlsLog.ClientRefused(log, errors);
                }

                return accepted;
            },
            ServerCertificateContext = identity.Context,
        };
    }
}
