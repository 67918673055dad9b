using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cli.Officers;
using FedHub.Contracts.Gateway.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedHub.Cli.Rpc;

/// <summary>A mutual-TLS connection of one officer to the own node.</summary>
internal sealed class GatewayConnection : IDisposable
{
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;
    private readonly X509Certificate2 _clientCertificate;

    private GatewayConnection(GrpcChannel channel, X509Certificate2 clientCertificate)
    {
        _channel = channel;
        _clientCertificate = clientCertificate;
        Client = new GatewayService.GatewayServiceClient(channel);
    }

    public GatewayService.GatewayServiceClient Client { get; }

    /// <summary>For the node's other services, as far as the officer's roles permit.</summary>
    public ChannelBase Channel => _channel;

    public static GatewayConnection Open(OfficerProfile profile, OfficerKeys keys, TimeProvider time)
    {
        var certificate = keys.CreateClientCertificate(time);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = _connectTimeout,
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [certificate],
                // The node is known by its own authority alone, never by those that the machine happens to trust.
                CertificateChainPolicy = TrustOnly(profile.CaFile),
            },
        };
        var channel = GrpcChannel.ForAddress(profile.Gateway, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        return new GatewayConnection(channel, certificate);
    }

    public void Dispose()
    {
        _channel.Dispose();
        _clientCertificate.Dispose();
    }

    private static X509ChainPolicy TrustOnly(string caFile)
    {
        if (!File.Exists(caFile))
        {
            throw CliFailureException.Usage("The authority's certificate is missing: " + caFile, "Name the file in the officer profile, or enrol with --ca.");
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // The federation's authority publishes no revocation list; keys leave through the directory.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        return policy;
    }
}
