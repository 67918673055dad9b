using Grpc.Core;

namespace FedHub.Cli.Rpc;

/// <summary>A connection and what goes with it.</summary>
internal sealed class RpcConnection(ChannelBase channel, params IDisposable[] owned) : IDisposable
{
    public ChannelBase Channel { get; } = channel;

    public void Dispose()
    {
        foreach (var part in owned)
        {
            part.Dispose();
        }
    }
}
