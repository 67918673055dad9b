using System.Net;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Access;
using FedHub.Node.Configuration;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Import;
using FedHub.Node.Keys;
using FedHub.Node.Officers;
using FedHub.Node.Storage;
using FedHub.Node.Tests.HubLink;
using FedHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Node.Tests;

/// <summary>Nodes over a hub in memory, each with its own data directory, records imported through the real importer.</summary>
internal sealed class TestFederation : IAsyncDisposable
{
    public const string Header = "record_id,category,full_name,date_of_birth,document,phone\n";

    private const string Mapping = """
        version: 1
        columns:
          record_id: record_id
          category: category
          full_name: full_name
          date_of_birth: date_of_birth
          document: document
          phone: phone
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fedhub-").FullName;
    private readonly Dictionary<MemberId, NodeComponents> _nodes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];

    public static MemberId Kaz { get; } = MemberId.Parse("KAZ");

    public static MemberId Uzb { get; } = MemberId.Parse("UZB");

    public InMemoryHub Hub { get; } = new();

    public TestClock Clock { get; } = new();

    public SigningKey OfficerKey { get; } = SigningKey.Generate();

    public SigningKey FederationKey { get; } = SigningKey.Generate();

    public SealingKey AuditorKey { get; } = SealingKey.Generate();

    public DirectoryDocument Document { get; private set; } = null!;

    public NodeComponents Asker => _nodes[Kaz];

    public NodeComponents Owner => _nodes[Uzb];

    public FederationDirectory Current => Asker.Directories.Current;

    public static async Task<TestFederation> CreateAsync(string ownerRecords)
    {
        var federation = new TestFederation();
        await federation.StartAsync(ownerRecords);
        return federation;
    }

    public async Task<Officer> ApprovedOfficerAsync(params Purpose[] purposes)
    {
        var tlsKey = Digest.Of("officer's tls key"u8);
        var officer = await Asker.Officers.EnrolAsync(
            tlsKey, OfficerKey.PublicKey, OfficerKey.Sign(OfficerRegister.EnrolmentBytes(tlsKey)), "police", "4711", CancellationToken.None);
        return await Asker.Officers.ApproveAsync(
            NodeCaller.Operator, officer.OfficerId, officer.Fingerprint, [OfficerRole.Investigator], purposes.Length > 0 ? purposes : [Purpose.Investigation], CancellationToken.None);
    }

    public async Task<Preparation> PrepareAsync(MatchSubject subject, Purpose purpose = Purpose.Investigation, params MemberId[] to)
    {
        var officer = await ApprovedOfficerAsync(purpose);
        var order = new SearchOrder(new Criteria(subject, null), purpose, "Art. 1", "case 17", to, AsTyped: false);
        return await Asker.Preparer.PrepareAsync(
            await Asker.Credentials.ForSearchAsync(officer, purpose, CancellationToken.None), order, CancellationToken.None);
    }

    public Envelope Sign(PreparedSearch search) => Asker.Runner.Sign(search, SignatureOf(search));

    public Signature SignatureOf(PreparedSearch search) => OfficerKey.Sign(Envelope.Encode(PayloadTypes.MatchQuery, search.Payload.Span));

    public async Task<IReadOnlyList<SearchEvent>> SearchAsync(MatchSubject subject, Purpose purpose = Purpose.Investigation)
        => await RunAsync((await PrepareAsync(subject, purpose)).Search!);

    public async Task<IReadOnlyList<SearchEvent>> RunAsync(PreparedSearch search)
    {
        var events = new List<SearchEvent>();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var happened in Asker.Runner.RunAsync(search, SignatureOf(search), timeout.Token))
        {
            events.Add(happened);
        }

        return events;
    }

    /// <summary>A delivery to the owner of a prepared search, as the hub would make it.</summary>
    public QueryDelivery DeliveryOf(PreparedSearch search) => new(
        Sign(search), [.. search.SealedParts.Select(part => (ReadOnlyMemory<byte>)part)], Hub.Log.Prove(MatterOf(search)));

    /// <summary>What the hub logs of a prepared search.</summary>
    public LoggedMatter MatterOf(PreparedSearch search) =>
        LoggedMatter.Of(MatchQueryVerifier.Verify(Sign(search), Current, Clock.GetUtcNow()).OrThrow());

    public async Task PublishDirectoryAsync()
    {
        var signed = Document.Sign(Clock.GetUtcNow(), TimeSpan.FromDays(30), FederationKey);
        Hub.Directories.Add(signed);
        Document = DirectoryDocument.After(signed);
        foreach (var node in _nodes.Values)
        {
            await node.Directories.RefreshAsync(node.Directories.Version + 1, CancellationToken.None);
        }
    }

    /// <summary>The next draft follows a signed directory.</summary>
    public void Continue(Envelope signed) => Document = DirectoryDocument.After(signed);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops).WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var node in _nodes.Values)
        {
            await node.DisposeAsync();
        }

        OfficerKey.Dispose();
        FederationKey.Dispose();
        AuditorKey.Dispose();
        Hub.Log.Dispose();
        _stop.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAsync(string ownerRecords)
    {
        var trust = new DirectoryTrust("test", new FederationKeySet(1, [FederationKey.PublicKey]));
        var trustFile = Path.Combine(_directory, "trust.json");
        await File.WriteAllTextAsync(trustFile, trust.ToJson());
        Document = DirectoryDocument.New(trust);
        foreach (var member in new[] { Kaz, Uzb })
        {
            var options = Options(member, trustFile);
            Document.Admit((await NodeInitializer.InitAsync(options, Clock, CancellationToken.None)).ToJson());
            var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(options.DataDirectory));
            _nodes[member] = NodeComponents.Open(configuration, Hub.For(member, () => Current, Clock), Clock, NullLoggerFactory.Instance);
        }

        Document.SetHubTlsKey(Digest.Of("hub"u8), Clock.GetUtcNow());
        Document.SetLogKey(Hub.Log.Key.PublicKey, Clock.GetUtcNow());
        Document.SetRuleSet(RuleSet.Current.Version, Digest.FromBytes(RuleSet.Current.Hash.Span));
        await PublishDirectoryAsync();
        await ImportAsync(Owner, ownerRecords);
        _loops.Add(Owner.Deliveries.RunAsync(_stop.Token));
        await Owner.HubState.WhenConnectedAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        await Asker.Filters.SyncAsync(CancellationToken.None);
    }

    /// <summary>Imports, indexes and publishes.</summary>
    public static async Task ImportAsync(NodeComponents node, string records)
    {
        await StoreAsync(node, records);
        await node.Epochs.EnsureCurrentAsync(CancellationToken.None);
        await node.Sync.PublishAsync(CancellationToken.None);
    }

    /// <summary>Imports without indexing.</summary>
    public static async Task StoreAsync(NodeComponents node, string records)
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(Header + records));
        var report = await node.Importer.ImportAsync(csv, ImportMapping.Parse(Mapping, node.Policies), new ImportOptions(), null, CancellationToken.None);
        report.Counts.Rejected.ShouldBe(0);
    }

    private NodeInitializationOptions Options(MemberId member, string trustFile)
    {
        var root = Path.Combine(_directory, member.ToString());
        return new NodeInitializationOptions
        {
            DataDirectory = root,
            Member = member,
            DisplayName = member.ToString(),
            Hub = new HubEndpoint(new Uri("https://localhost:1")),
            Gateway = new GatewayEndpoint(new IPEndPoint(IPAddress.Loopback, 0)),
            Tls = new TlsFiles(Path.Combine(root, "node.crt"), Path.Combine(root, "node.key"), Path.Combine(root, "ca.crt")),
            FederationTrustFile = trustFile,
            AuditorPublicKey = AuditorKey.PublicKey,
            Desks = [new ListedDesk("Desk", "desk@example.org")],
            Development = true,
        };
    }
}
