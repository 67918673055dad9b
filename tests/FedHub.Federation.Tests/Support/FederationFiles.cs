using System.Net;
using System.Text;
using FedHub.Cli.Demo.People;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Cli.NodeAdmin.Import;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Hub;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Federation.Tests.Support;

/// <summary>The files of the test federation: authority, federation keys, a folder for the hub and for each of four nodes.</summary>
internal sealed class FederationFiles : IDisposable
{
    private const string Passphrase = "tests only";

    // Keys are listed from the day before, so that a clock that is an hour behind does not make them unknown.
    private static readonly ShiftedTime _yesterday = new(TimeSpan.FromDays(-1));

    private readonly FederationFolder _federation;
    private readonly IReadOnlyList<IPEndPoint> _ports = FreePort.Take(TestPeople.Countries.Count + 1);

    private FederationFiles()
    {
        Pki = new TestPki(Path.Combine(Root, "pki"), "Test Federation CA");
        _federation = new FederationFolder(Path.Combine(Root, "federation"), _yesterday);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("fedhub-federation-").FullName;

    public TestPki Pki { get; }

    public string HubFolder => Path.Combine(Root, "hub");

    public Uri HubAddress => new($"https://{_ports[0]}");

    public static async Task<FederationFiles> CreateAsync()
    {
        var files = new FederationFiles();
        files._federation.Create("federation-tests", keyCount: 1, threshold: 1, Passphrase, new PassphraseCost(1, 1));
        files.InitHub();
        foreach (var country in TestPeople.Countries)
        {
            await files.InitNodeAsync(country);
        }

        return files;
    }

    public string NodeFolder(string country) => Path.Combine(Root, country.ToLowerInvariant());

    public NodeConfiguration ConfigurationOf(string country) => NodeConfiguration.Load(new NodeDirectoryLayout(NodeFolder(country)));

    public Uri GatewayOf(string country) => new($"https://{GatewayPort(country)}");

    public Envelope SignDirectory() => _federation.Sign(Passphrase).Directory;

    public Envelope SignSuspension(string country, bool suspended)
    {
        _federation.SetSuspended(MemberId.Parse(country), suspended);
        return SignDirectory();
    }

    /// <summary>The next directory, with what <c>fedhub node keys rotate</c> wrote.</summary>
    public Envelope SignChange(byte[] change)
    {
        // What the node dates today is not of the future for this one.
        new FederationFolder(Path.Combine(Root, "federation"), TimeProvider.System).Admit(change);
        return SignDirectory();
    }

    /// <summary>The next directory, with a key that the hub will use next, or with that one alone.</summary>
    public Envelope SignHubKey(string certificateFile, bool besideTheOld)
    {
        var key = FederationCommand.TlsKeyOf(certificateFile);
        if (besideTheOld)
        {
            _federation.AddHub(key);
        }
        else
        {
            _federation.SetHub(key);
        }

        return SignDirectory();
    }

    public void Dispose()
    {
        Pki.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private IPEndPoint GatewayPort(string country) => _ports[1 + TestPeople.Countries.ToList().IndexOf(country)];

    private void InitHub()
    {
        Pki.Issue("hub");
        _federation.SetHub(FederationCommand.TlsKeyOf(Pki.CertificateFile("hub")));
        var hub = HubInitializer.Init(new HubInitOptions
        {
            DataDirectory = HubFolder,
            CertFile = Pki.CertificateFile("hub"),
            KeyFile = Pki.KeyFile("hub"),
            CaFile = Pki.CaFile,
            FederationTrustFile = _federation.TrustFile,
            Listen = _ports[0].ToString(),
            Limits = new HubLimits { AnswerDeadlineSeconds = 8, LoggedRefusalsPerMinute = 1000 },
        });
        _federation.SetLog(hub.LogKey);
    }

    private async Task InitNodeAsync(string country)
    {
        Pki.Issue(country);
        using var auditor = SealingKey.Generate();
        var descriptor = await NodeInitializer.InitAsync(
            new NodeInitializationOptions
            {
                DataDirectory = NodeFolder(country),
                Member = MemberId.Parse(country),
                DisplayName = country,
                Hub = new HubEndpoint(HubAddress),
                Gateway = new GatewayEndpoint(GatewayPort(country)),
                Tls = new TlsFiles(Pki.CertificateFile(country), Pki.KeyFile(country), Pki.CaFile),
                FederationTrustFile = _federation.TrustFile,
                AuditorPublicKey = auditor.PublicKey,
                Desks = [new ListedDesk("Desk of " + country, country.ToLowerInvariant() + "@desk.example")],
                Policies = TestPolicies.Files,
            },
            _yesterday,
            CancellationToken.None);
        _federation.Admit(descriptor.ToJson());

        await using var csv = new MemoryStream(Encoding.UTF8.GetBytes(PersonCsv.Write(TestPeople.In(country))));
        var report = await NodeImport.IntoStoreAsync(
            NodeFolder(country), csv, TestPolicies.MappingFor(country), dryRun: false, progress: null, TimeProvider.System, CancellationToken.None);
        report.Counts.Rejected.ShouldBe(0, country);
    }
}
