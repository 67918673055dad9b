using System.CommandLine;
using FedHub.Cli.HubAdmin;

namespace FedHub.Cli.Rpc;

/// <summary>The hub on this machine.</summary>
internal sealed class HubTarget : IRpcTarget
{
    private readonly Option<string> _data = HubCommand.DataOption();

    public void AddTo(Command command) => command.Options.Add(_data);

    public RpcConnection Open(ParseResult parsed, CliServices services)
    {
        var channel = AdminConnection.Open(parsed.GetRequiredValue(_data));
        return new RpcConnection(channel, channel);
    }
}
