using System.CommandLine;
using System.Net;
using FedHub.Cli.CommandLine;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node init</c>: the only way in which a node's data folder comes to be.</summary>
internal sealed class NodeInitCommand
{
    private readonly Option<string> _data = NodeCommand.DataOption();
    private readonly Option<string> _member = new("--member") { Description = "Your country, ISO 3166-1 alpha-3.", Required = true };
    private readonly Option<string> _name = new("--name") { Description = "Its English short name.", Required = true };
    private readonly Option<string> _hub = new("--hub") { Description = "Address of the hub, https.", Required = true };
    private readonly Option<string> _listen = new("--listen") { Description = "Address and port for your officers.", DefaultValueFactory = _ => "127.0.0.1:7443" };
    private readonly Option<string> _certificate = new("--tls-cert") { Description = "The node's certificate, PEM; made later when missing.", Required = true };
    private readonly Option<string> _key = new("--tls-key") { Description = "Its private key, PEM; made with a request for a certificate when missing.", Required = true };
    private readonly Option<FileInfo> _ca = FileOption.Required("--ca", "The federation's authority, PEM.");
    private readonly Option<FileInfo> _trust = FileOption.Required("--trust", "The federation's trust.json.");
    private readonly Option<string> _auditor = new("--auditor-key") { Description = "The national auditor's public key, 64 hexadecimal digits.", Required = true };
    private readonly Option<string> _desk = new("--desk") { Description = "Name of the desk that others are told to contact; never of a person.", Required = true };
    private readonly Option<string> _contact = new("--contact") { Description = "How to reach the desk.", Required = true };
    private readonly Option<FileInfo> _descriptor = new("--descriptor") { Description = "Where to write what the federation's administrator needs.", Required = true };
    private readonly Option<bool> _development = new("--development") { Description = "Allows certificates of a development authority." };

    private NodeInitCommand()
    {
    }

    public static Command Create(CliServices services)
    {
        var options = new NodeInitCommand();
        var command = new Command("init", "Makes the node's folder, keys, database and cautious policies. Nothing is ever overwritten.")
        {
            options._data, options._member, options._name, options._hub, options._listen, options._certificate, options._key, options._ca,
            options._trust, options._auditor, options._desk, options._contact, options._descriptor, options._development,
        };
        command.SetExamples(
            "fedhub node init --data kaz --member KAZ --name Kazakhstan --hub https://hub.example:7443 --tls-cert kaz.pem --tls-key kaz.key --ca ca.pem "
            + "--trust trust.json --auditor-key HEX --desk \"Anti-trafficking desk\" --contact desk@example.org --descriptor kaz.json");
        command.SetBody(services, (parsed, cancellationToken) => options.RunAsync(services, parsed, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(CliServices services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var descriptor = await NodeInitializer.InitAsync(Read(parsed), services.Time, cancellationToken);
        var file = parsed.GetRequiredValue(_descriptor).FullName;
        await File.WriteAllTextAsync(file, descriptor.ToJson(), cancellationToken);
        services.Terminal.Say($"Give {file} to the federation's administrator: fedhub federation admit.");
        services.Terminal.Say("Read and edit the policies in policy/ before you import: what they do not permit is denied.");
        return ExitCode.Ok;
    }

    private NodeInitializationOptions Read(ParseResult parsed) => new()
    {
        DataDirectory = parsed.GetRequiredValue(_data),
        Member = MemberId.TryParse(parsed.GetRequiredValue(_member), out var member)
            ? member
            : throw CliFailureException.Usage("A member is three upper-case letters, such as KAZ"),
        DisplayName = parsed.GetRequiredValue(_name),
        Hub = new HubEndpoint(Uri.TryCreate(parsed.GetRequiredValue(_hub), UriKind.Absolute, out var hub) && hub.Scheme is "https"
            ? hub
            : throw CliFailureException.Usage("The hub's address must begin with https://")),
        Gateway = new GatewayEndpoint(IPEndPoint.TryParse(parsed.GetRequiredValue(_listen), out var listen)
            ? listen
            : throw CliFailureException.Usage("--listen takes an IP address and a port, such as 127.0.0.1:7443")),
        Tls = new TlsFiles(Path.GetFullPath(parsed.GetRequiredValue(_certificate)), Path.GetFullPath(parsed.GetRequiredValue(_key)), parsed.GetRequiredValue(_ca).FullName),
        FederationTrustFile = parsed.GetRequiredValue(_trust).FullName,
        AuditorPublicKey = SealingPublicKey.TryParse(parsed.GetRequiredValue(_auditor), out var auditor)
            ? auditor
            : throw CliFailureException.Usage("The auditor's key must be 64 hexadecimal digits"),
        Desks = [new ListedDesk(parsed.GetRequiredValue(_desk), parsed.GetRequiredValue(_contact))],
        Development = parsed.GetValue(_development),
    };
}
