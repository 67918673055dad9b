using System.Net;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Import;
using FedHub.Node.Index;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Storage;

/// <summary>A node's data side in a directory of its own, which goes with it.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public const string Header = "id,name,born,passport,iin,phone,cat\n";

    public const string Mapping = """
        version: 1
        country: KAZ
        columns:
          id: record_id
          name: full_name
          born: date_of_birth
          passport: document
          iin: national_id
          phone: phone
          cat: category
        """;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private TestNode(string directory) => Layout = new NodeDirectoryLayout(directory);

    public NodeDirectoryLayout Layout { get; }

    public ManualTime Time { get; } = new();

    public NodeConfiguration Configuration { get; private set; } = null!;

    public NodeKeys Keys { get; private set; } = null!;

    public CollectionPolicies Policies { get; private set; } = null!;

    public NodeDatabase Database { get; private set; } = null!;

    public EpochManager Epochs { get; private set; } = null!;

    public List<MemberId> Members { get; } = [MemberId.Parse("UZB"), MemberId.Parse("KGZ")];

    public MemberDescriptor Descriptor { get; private set; } = null!;

    public static CancellationToken Patience => new CancellationTokenSource(Timeout).Token;

    public static SlotId Slot(string text) => SlotId.Parse(text);

    public static NodeInitializationOptions Options(string directory, EpochSettings? epoch = null)
    {
        using var auditor = SealingKey.Generate();
        return new NodeInitializationOptions
        {
            DataDirectory = directory,
            Member = MemberId.Parse("KAZ"),
            DisplayName = "Kazakhstan",
            Hub = new HubEndpoint(new Uri("https://hub.example:8443")),
            Gateway = new GatewayEndpoint(new IPEndPoint(IPAddress.Loopback, 7443)),
            Tls = new TlsFiles("tls/node.crt", "tls/node.key", "tls/ca.crt"),
            FederationTrustFile = "trust.json",
            AuditorPublicKey = auditor.PublicKey,
            Desks = [new ListedDesk("National desk", "desk@example.org")],
            Development = true,
            Epoch = epoch ?? new EpochSettings { DeltaMinutes = 0 },
        };
    }

    public static async Task<TestNode> CreateAsync(EpochSettings? epoch = null)
    {
        var directory = Directory.CreateTempSubdirectory("fedhub-node-").FullName;
        var node = new TestNode(directory);
        node.Descriptor = await NodeInitializer.InitAsync(Options(directory, epoch), node.Time, Patience);
        node.Open();
        return node;
    }

    public void Open()
    {
        Configuration = NodeConfiguration.Load(Layout);
        Keys = NodeKeys.Open(Layout);
        Policies = CollectionPolicies.Load(Layout);
        Database = NodeDatabase.Open(Layout);
        Epochs = EpochManager.Open(Database, Keys, Configuration, Policies, () => Members, Time);
    }

    public async Task CloseAsync()
    {
        Epochs.Dispose();
        await Database.DisposeAsync();
        Keys.Dispose();
    }

    public async Task ReopenAsync()
    {
        await CloseAsync();
        Open();
    }

    public Task<ImportReport> ImportAsync(
        string lines, string? mapping = null, ImportOptions? options = null, IProgress<ImportProgress>? progress = null, CancellationToken? cancellationToken = null) =>
        ImportBytesAsync(Encoding.UTF8.GetBytes(Header + lines), mapping, options, progress, cancellationToken);

    public async Task<ImportReport> ImportBytesAsync(
        byte[] csv, string? mapping = null, ImportOptions? options = null, IProgress<ImportProgress>? progress = null, CancellationToken? cancellationToken = null)
    {
        using var stream = new MemoryStream(csv);
        return await new RecordImporter(Database, Keys, Time).ImportAsync(
            stream, ImportMapping.Parse(mapping ?? Mapping, Policies), options ?? new ImportOptions(), progress, cancellationToken ?? Patience);
    }

    public long RecordCount(string collection) => Database.Read(connection => RecordStore.Count(connection, CollectionName.Parse(collection)));

    /// <summary>Publishes what waits, as a hub would.</summary>
    public async Task PublishAsync()
    {
        foreach (var manifest in Epochs.PublishedManifests.Where(manifest => manifest.PublishedAt is null))
        {
            await Epochs.MarkPublishedAsync(manifest, Time.Now, Patience);
        }
    }

    /// <summary>What an asker derives for the n-th test document, KAZ:N1000000 and up.</summary>
    public TagMaterial AskDocument(SlotId slot, EpochNumber epoch, int number, int index = 0)
    {
        var keys = Matching.SearchKeys.ForSearch(new Matching.MatchSubject { Documents = [Document(number)], Country = "KAZ" }).Keys;
        var key = keys.First(key => key.Class == Matching.KeyClass.Document && key.Kind == "doc");
        return Ask(slot, epoch, key.Kind, key.Value, index);
    }

    public static string Document(int number) => FormattableString.Invariant($"KAZ:N{1000000 + number}");

    /// <summary>What an asker derives for one key of a slot, computed with the owner's own key.</summary>
    public TagMaterial Ask(SlotId slot, EpochNumber epoch, string kind, string value, int index = 0)
    {
        Epochs.Lookup.TryGetEvaluationKey(slot, epoch, Time.Now, out var key).ShouldBeTrue();
        key.Epoch.ShouldBe(epoch);
        var canonical = new Matching.SearchKey((Matching.KeyClass)(byte)slot.Class, kind, value, 0).ToCanonicalBytes();
        var stretched = new byte[MatchInput.StretchedSize];
        MatchInput.Stretch(slot.Class, canonical, stretched);
        var output = new byte[Voprf.OutputSize];
        Voprf.Evaluate(key.Key, MatchInput.Create(slot.Class, Matching.RuleSet.Current.Version, stretched), output);
        return TagMaterial.Derive(output, slot, epoch, index);
    }

    /// <summary>The labels found for a tag over base and deltas of an epoch.</summary>
    public List<uint?> Look(SlotId slot, EpochNumber epoch, Tag tag)
    {
        var labels = new List<uint?>();
        foreach (var file in Epochs.PublishedManifests.First(manifest => manifest.Slot == slot && manifest.Epoch == epoch).Files)
        {
            using var filter = MemoryMappedFilter.Open(file.Path);
            filter.IsFor(slot, epoch).ShouldBeTrue();
            filter.Lookup(tag, labels);
        }

        return labels;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Layout.Root, recursive: true);
    }
}
