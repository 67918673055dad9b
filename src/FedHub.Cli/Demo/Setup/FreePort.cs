using System.Net;
using System.Net.Sockets;

namespace FedHub.Cli.Demo.Setup;

/// <summary>Ports of the loopback interface that nobody uses now; a host that starts at once gets them in practice.</summary>
internal static class FreePort
{
    public static IReadOnlyList<IPEndPoint> Take(int count)
    {
        // All are held until the last is found, so that no two are the same.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => (IPEndPoint)listener.LocalEndpoint)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
