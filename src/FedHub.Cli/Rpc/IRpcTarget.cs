using System.CommandLine;

namespace FedHub.Cli.Rpc;

/// <summary>Options that say which running node or hub a command talks to.</summary>
internal interface IRpcTarget
{
    void AddTo(Command command);

    /// <summary>Connects as the options say.</summary>
    /// <exception cref="CliFailureException">They say nothing, or too much.</exception>
    RpcConnection Open(ParseResult parsed, CliServices services);
}
