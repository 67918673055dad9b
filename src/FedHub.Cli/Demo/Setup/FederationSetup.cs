using System.Net;
using System.Security.Cryptography;
using FedHub.Cli.Development;
using FedHub.Cli.Federation;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Hub;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Protocol;

namespace FedHub.Cli.Demo.Setup;

/// <summary>
/// The files of a federation on one machine: development PKI, federation keys, a data folder for the hub and for each node.
/// It takes the same steps as <c>federation init</c>, <c>hub init</c>, <c>node init</c> and <c>federation admit</c>.
/// </summary>
/// <param name="root">Empty folder for all files.</param>
/// <param name="time">Clock.</param>
/// <param name="policies">Policy files of every node; null for those that <c>node init</c> writes.</param>
internal sealed class FederationSetup(string root, TimeProvider time, IReadOnlyDictionary<string, string>? policies = null)
{
    public const string FederationName = "fedhub-demo";

    // Whoever can read this folder owns the demonstration anyway; the derivation would cost a second a key.
    private static readonly PassphraseCost _cheap = new(1, 1);

    private readonly FederationFolder _federation = new(Path.Combine(root, "federation"), time);
    private readonly string _passphrase = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string HubFolder => Path.Combine(root, "hub");

    public string CaFile => DevelopmentPki.CaFile(PkiFolder);

    /// <summary>Whom receipts of this federation are verified with.</summary>
    public string PolicyFile => _federation.PolicyFile;

    private string PkiFolder => Path.Combine(root, "pki");

    public string NodeFolder(string country) => Path.Combine(root, country.ToLowerInvariant());

    /// <summary>PKI and federation keys.</summary>
    public void Begin(IReadOnlyCollection<string> countries)
    {
        DevelopmentPki.Create(PkiFolder, ["hub", .. countries.Select(Host)], time);
        _federation.Create(FederationName, keyCount: 1, threshold: 1, _passphrase, _cheap);
        _federation.SetHub(FederationCommand.TlsKeyOf(DevelopmentPki.CertificateFile(PkiFolder, "hub")));
    }

    public void InitHub(IPEndPoint listen)
    {
        var hub = HubInitializer.Init(new HubInitOptions
        {
            DataDirectory = HubFolder,
            CertFile = DevelopmentPki.CertificateFile(PkiFolder, "hub"),
            KeyFile = DevelopmentPki.KeyFile(PkiFolder, "hub"),
            CaFile = CaFile,
            FederationTrustFile = _federation.TrustFile,
            Listen = listen.ToString(),
            Development = true,
        });
        _federation.SetLog(hub.LogKey);
    }

    /// <summary>Makes a node and puts it into the next directory.</summary>
    public async Task InitNodeAsync(string country, string displayName, Uri hub, IPEndPoint gateway, CancellationToken cancellationToken)
    {
        // Nobody opens search records of the demonstration, so the private half is thrown away.
        using var auditor = SealingKey.Generate();
        var options = new NodeInitializationOptions
        {
            DataDirectory = NodeFolder(country),
            Member = MemberId.Parse(country),
            DisplayName = displayName,
            Hub = new HubEndpoint(hub),
            Gateway = new GatewayEndpoint(gateway),
            Tls = new TlsFiles(DevelopmentPki.CertificateFile(PkiFolder, Host(country)), DevelopmentPki.KeyFile(PkiFolder, Host(country)), CaFile),
            FederationTrustFile = _federation.TrustFile,
            AuditorPublicKey = auditor.PublicKey,
            Desks = [new ListedDesk("Anti-trafficking desk " + displayName, $"desk@{country.ToLowerInvariant()}.example")],
            Development = true,
        };
        var descriptor = await NodeInitializer.InitAsync(
            policies is null ? options : options with { Policies = policies }, time, cancellationToken);
        _federation.Admit(descriptor.ToJson());
    }

    /// <summary>The signed directory of all that was set up.</summary>
    public Envelope SignDirectory() => _federation.Sign(_passphrase).Directory;

    private static string Host(string country) => country.ToLowerInvariant();
}
