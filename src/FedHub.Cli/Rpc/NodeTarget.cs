using System.CommandLine;
using FedHub.Cli.Officers;
using FedHub.Cli.Terminal;

namespace FedHub.Cli.Rpc;

/// <summary>A node: on this machine as its operator, or from anywhere with an officer's own key.</summary>
internal sealed class NodeTarget : IRpcTarget
{
    private readonly Option<string?> _data = new("--data") { Description = "The node's data folder, on its own machine: as its operator." };

    private readonly Option<string?> _profile = new("--profile") { Description = "Folder of your officer key and profile: as yourself, from anywhere." };

    private readonly Option<FileInfo> _passphraseFile = Passphrases.CreateOption();

    /// <summary>The data folder, when the command acts as the operator.</summary>
    public string? DataFolder(ParseResult parsed) => parsed.GetValue(_data);

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_profile);
        command.Options.Add(_passphraseFile);
    }

    public RpcConnection Open(ParseResult parsed, CliServices services)
    {
        var (data, profile) = (parsed.GetValue(_data), parsed.GetValue(_profile));
        if (data is null == profile is null)
        {
            throw CliFailureException.Usage(
                "It is not said which node", "Give --data FOLDER on the node's own machine, or --profile FOLDER to act with your own key, and not both.");
        }

        if (data is not null)
        {
            var channel = AdminConnection.Open(data);
            return new RpcConnection(channel, channel);
        }

        var keys = OfficerUnlock.Load(profile!, parsed.GetValue(_passphraseFile), services.Terminal);
        try
        {
            var gateway = GatewayConnection.Open(OfficerProfile.Load(profile!), keys, services.Time);
            return new RpcConnection(gateway.Channel, gateway, keys);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }
}
