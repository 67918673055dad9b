using System.Net.Sockets;
using Grpc.Net.Client;

namespace FedHub.Cli.Rpc;

/// <summary>A connection to a running node or hub over the socket in its data folder, which only its operating-system user may open.</summary>
internal static class AdminConnection
{
    private const string SocketFile = "admin.sock";

    /// <summary>Whether a process listens on the folder's socket; a socket file left behind by a killed process does not count.</summary>
    public static async Task<bool> IsRunningAsync(string dataFolder, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await ConnectAsync(dataFolder, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            // Nobody listens: that is the answer.
            return false;
        }
    }

    public static GrpcChannel Open(string dataFolder)
    {
        if (!Directory.Exists(dataFolder))
        {
            throw CliFailureException.Usage("There is no data folder " + dataFolder, "Name it with --data; init creates it.");
        }

        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(dataFolder, cancellationToken),
        };
        return GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    private static async Task<Stream> ConnectAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(dataFolder, SocketFile)), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
