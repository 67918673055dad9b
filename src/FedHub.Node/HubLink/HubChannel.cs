using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc;
using Grpc.Net.Client;

namespace FedHub.Node.HubLink;

/// <summary>The channel to the hub: mutual TLS under the federation's CA, and the hub's key as the directory lists it.</summary>
internal static class HubChannel
{
    // Directories and lists of manifests; single messages of the protocol are smaller.
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Creates the channel; it connects with the first call. The caller disposes it.</summary>
    public static GrpcChannel Create(Uri address, Func<TlsIdentity> identity, TlsTrust trust, HubPin pin)
    {
        var handler = GrpcTls.CreateClientHandler(() => identity(), () => trust);
        var connect = handler.ConnectCallback!;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var stream = await connect(context, cancellationToken);
            if (stream is SslStream { RemoteCertificate: X509Certificate2 certificate } && pin.Accepts(certificate))
            {
                return stream;
            }

            await stream.DisposeAsync();
            throw new AuthenticationException("The hub's TLS key is not the one that the directory lists.");
        };
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            MaxReceiveMessageSize = MaxMessageBytes,
            MaxSendMessageSize = MaxMessageBytes,
            DisposeHttpClient = true,
        });
    }
}
