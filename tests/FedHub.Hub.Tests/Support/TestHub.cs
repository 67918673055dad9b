using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Hub.Tests;

/// <summary>A hub in this process over real mutual TLS, with three members and a clock that tests move.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempDirectory _directory = new();
    private readonly List<GrpcChannel> _channels = [];
    private readonly HubLimits _limits;
    private readonly bool _witnesses;
    private HubHost? _host;

    private TestHub(HubLimits limits, bool witnesses)
    {
        _limits = limits;
        _witnesses = witnesses;
        Kaz = new TestMember("KAZ", Pki);
        Uzb = new TestMember("UZB", Pki);
        Kgz = new TestMember("KGZ", Pki);
        Trust = new DirectoryTrust("test", new FederationKeySet(1, [Federation.PublicKey]));
    }

    public TestPki Pki { get; } = new();

    public SigningKey Federation { get; } = SigningKey.Generate();

    public DirectoryTrust Trust { get; }

    public TestMember Kaz { get; }

    public TestMember Uzb { get; }

    public TestMember Kgz { get; }

    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));

    public ErrorCollector Errors { get; } = new();

    public VerificationKey Log => VerificationKey.TryFromBytes(Descriptor.LogKey.PublicKey.Span, out var key) ? key : throw new InvalidOperationException();

    public HubDescriptor Descriptor { get; private set; } = null!;

    public Envelope Directory1 { get; private set; } = null!;

    public HubHost Host => _host!;

    public string DataDirectory => _directory.File("hub");

    public DateTimeOffset Now => Clock.GetUtcNow();

    public HubAdminService.HubAdminServiceClient Admin { get; private set; } = null!;

    public Contracts.Budget.V1.BudgetService.BudgetServiceClient Budgets { get; private set; } = null!;

    public global::Grpc.Core.CallInvoker AdminCalls { get; private set; } = null!;

    /// <summary>Makes a hub and starts it.</summary>
    /// <param name="limits">Default: those of a hub.</param>
    /// <param name="publish">Whether directory 1 is in force.</param>
    /// <param name="witnesses">Whether the three members cosign the log, so that a majority of them is needed.</param>
    public static async Task<TestHub> StartAsync(HubLimits? limits = null, bool publish = true, bool witnesses = false)
    {
        var hub = new TestHub(limits ?? new HubLimits(), witnesses);
        hub.Init();
        await hub.StartHostAsync();
        if (publish)
        {
            await hub.PublishAsync(hub.Directory1);
        }

        return hub;
    }

    /// <summary>What is wrong with the log, read again from its first entry.</summary>
    public IReadOnlyList<string> LogFindings() => SqliteLogFsck.Run(
        new HubDirectoryLayout(DataDirectory).DatabaseFile, _host!.Parts.Published.Key, null, CancellationToken.None).Findings;

    public async Task RestartAsync()
    {
        await StopHostAsync();
        await StartHostAsync();
    }

    /// <summary>Starts the host again after <see cref="StopHostAsync"/>; one that does not start is closed.</summary>
    public async Task RestartHostAsync()
    {
        try
        {
            await StartHostAsync();
        }
        catch (FedHubException)
        {
            await _host!.DisposeAsync();
            throw;
        }
    }

    public async Task StopHostAsync()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }

        _channels.Clear();
        await _host!.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    public async Task PublishAsync(Envelope directory) =>
        await Admin.PublishDirectoryAsync(new PublishDirectoryRequest { Directory = EnvelopeCodec.ToProto(directory) }).ResponseAsync.WaitAsync(Patience);

    public Envelope NextDirectory(Action<DirectoryDocument> change)
    {
        var document = DirectoryDocument.After(Directory1);
        change(document);
        return document.Sign(Now, TimeSpan.FromDays(90), Federation);
    }

    public ExchangeService.ExchangeServiceClient Exchange(TestMember member) => new(Channel(member.Certificate));

    public FilterService.FilterServiceClient Filters(TestMember member) => new(Channel(member.Certificate));

    public GrpcChannel Channel(X509Certificate2 certificate)
    {
        var handler = GrpcTls.CreateClientHandler(new TlsIdentity(certificate), TlsTrust.FromRoots([Pki.Root]), "localhost");
        var channel = GrpcChannel.ForAddress(
            $"https://localhost:{Host.Port}", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        _channels.Add(channel);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        _directory.Dispose();
        Errors.All.ShouldBeEmpty();
    }

    private void Init()
    {
        using var certificate = Pki.Issue("hub");
        File.WriteAllText(_directory.File("hub.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(_directory.File("hub.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_directory.File("ca.crt"), Pki.RootPem);
        File.WriteAllText(_directory.File("trust.json"), Trust.ToJson());
        Descriptor = HubInitializer.Init(new HubInitOptions
        {
            DataDirectory = DataDirectory,
            CertFile = _directory.File("hub.crt"),
            KeyFile = _directory.File("hub.key"),
            CaFile = _directory.File("ca.crt"),
            FederationTrustFile = _directory.File("trust.json"),
            Listen = "127.0.0.1:0",
            EnrolmentListen = "127.0.0.1:0",
            Log = new HubLogSection { Listen = "127.0.0.1:0" },
            Limits = _limits,
        });
        var document = DirectoryDocument.New(Trust);
        foreach (var member in new[] { Kaz, Uzb, Kgz })
        {
            document.Admit(member.Descriptor(Now.AddDays(-1), _witnesses));
        }

        document.SetHubTlsKey(Descriptor.TlsKey, Now.AddDays(-1));
        document.SetLogKey(Log, Now.AddDays(-1));
        document.SetRuleSet(1, TestQuery.RuleSet);
        Directory1 = document.Sign(Now, TimeSpan.FromDays(90), Federation);
    }

    private async Task StartHostAsync()
    {
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(Errors));
        _host = HubHost.Create(HubConfiguration.Load(DataDirectory), loggers, Clock);
        await _host.StartAsync(CancellationToken.None).WaitAsync(Patience);
        var admin = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpHandler = GrpcHttpHandler.CreateForUnixSocket(_host.AdminSocket), DisposeHttpClient = true });
        _channels.Add(admin);
        Admin = new HubAdminService.HubAdminServiceClient(admin);
        Budgets = new Contracts.Budget.V1.BudgetService.BudgetServiceClient(admin);
        AdminCalls = admin.CreateCallInvoker();
    }
}
