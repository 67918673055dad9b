using System.Net;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Officers;
using FedHub.Cli.Rpc;
using FedHub.Cryptography;
using FedHub.Node;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;

namespace FedHub.Cli.Tests.NodeAdmin;

/// <summary>A node of Kazakhstan that serves both of its doors, and people with keys of their own. Its hub is not there.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private const string Passphrase = "tests only, long";

    private readonly TemporaryFolder _folder = new();
    private readonly FederationSetup _setup;
    private NodeHost _host = null!;

    private RunningNode() => _setup = new FederationSetup(_folder.Path, TimeProvider.System);

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public string Data => _setup.NodeFolder("KAZ");

    public string PassphraseFile { get; private set; } = "";

    public static async Task<RunningNode> StartAsync()
    {
        var node = new RunningNode();
        node._setup.Begin(["KAZ"]);
        await node._setup.InitNodeAsync("KAZ", "Kazakhstan", new Uri("https://localhost:1"), new IPEndPoint(IPAddress.Loopback, 0), CancellationToken.None);
        node._host = NodeHost.Create(NodeConfiguration.Load(new NodeDirectoryLayout(node.Data)));
        await node._host.StartAsync(CancellationToken.None).WaitAsync(Patience);
        node.PassphraseFile = node._folder.Write("passphrase", Passphrase + "\n");
        File.SetUnixFileMode(node.PassphraseFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return node;
    }

    /// <summary>Makes keys and asks the node to take them.</summary>
    public async Task<Person> EnrolAsync(string agency, string serviceNumber)
    {
        var profile = new OfficerProfile(new Uri($"https://localhost:{_host.GatewayEndpoint.Port}"), _setup.CaFile);
        var folder = _folder.File("person-" + serviceNumber);
        profile.Save(folder);
        using var keys = OfficerKeys.Generate();
        keys.Save(OfficerProfile.KeyFileIn(folder), Passphrase, new PassphraseCost(1, 1)).ShouldBeTrue();
        using var connection = GatewayConnection.Open(profile, keys, TimeProvider.System);
        var enrolled = await OfficerCommand.EnrolAsync(connection.Client, keys, agency, serviceNumber, CancellationToken.None).WaitAsync(Patience);
        return new Person(enrolled.OfficerId, enrolled.Fingerprint, ["--profile", folder, "--passphrase-file", PassphraseFile]);
    }

    /// <summary>Runs a command.</summary>
    public static async Task<(int Status, string Output, string Error)> RunAsync(params string[] args)
    {
        using var terminal = new TestTerminal();
        var status = await terminal.RunAsync(args);
        return (status, terminal.Output, terminal.Error);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Somebody who enrolled.</summary>
    /// <param name="Id">Pseudonym.</param>
    /// <param name="Fingerprint">As read by voice.</param>
    /// <param name="Self">Options with which a command acts as this person.</param>
    internal sealed record Person(string Id, string Fingerprint, string[] Self);
}
