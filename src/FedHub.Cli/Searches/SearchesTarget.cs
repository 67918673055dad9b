using System.CommandLine;
using FedHub.Cli.Officers;
using FedHub.Cli.Rpc;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Cli.Searches;

/// <summary>The officer whose searches they are.</summary>
internal sealed class SearchesTarget
{
    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Folder of the officer's key and profile.",
        DefaultValueFactory = _ => OfficerProfile.DefaultFolder,
    };

    private readonly Option<FileInfo> _passphraseFile = Passphrases.CreateOption();

    public static Argument<string> IdArgument() => new("search") { Description = "The search's id, as list shows it." };

    /// <summary>The id as bytes.</summary>
    /// <exception cref="CliFailureException">It is not one.</exception>
    public static ByteString Read(ParseResult parsed, Argument<string> id) => QueryId.TryParse(parsed.GetRequiredValue(id), out var queryId)
        ? ByteString.CopyFrom(queryId.ToArray())
        : throw CliFailureException.Usage("That is not a search's id", "Copy it from fedhub searches list.");

    public void AddTo(Command command)
    {
        command.Options.Add(_profile);
        command.Options.Add(_passphraseFile);
    }

    public SearchesConnection Open(ParseResult parsed, CliServices services)
    {
        var folder = parsed.GetRequiredValue(_profile);
        var profile = OfficerProfile.Load(folder);
        var keys = OfficerUnlock.Load(folder, parsed.GetValue(_passphraseFile), services.Terminal);
        try
        {
            var gateway = GatewayConnection.Open(profile, keys, services.Time);
            return new SearchesConnection(new SearchesService.SearchesServiceClient(gateway.Channel), gateway, keys);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }
}
