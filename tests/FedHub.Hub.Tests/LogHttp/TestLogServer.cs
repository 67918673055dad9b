using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Tests.LogHttp;

/// <summary>A published log with the handler before it, without a network between.</summary>
internal sealed class TestLogServer : IAsyncDisposable
{
    private const string Origin = "log.fedhub.example/test";

    private readonly TempDirectory _directory = new();
    private readonly SqliteDatabase _database;
    private readonly LoggerFactory _loggers;
    private readonly LogHttpHandler _members;
    private readonly LogHttpHandler _public;
    private readonly SigningKey _key = SigningKey.Generate();

    private TestLogServer()
    {
        Kaz = new TestMember("KAZ", Pki);
        var layout = new HubDirectoryLayout(_directory.Path);
        HubDatabase.Create(layout);
        _database = HubDatabase.Open(layout);
        Tree = new SqliteLogTree(_database);
        Registry = new MemberRegistry(Clock);
        Registry.Apply(Directory());
        Auditors = new AuditorBook(_database, Registry, Clock);
        _loggers = new LoggerFactory([Errors]);
        _members = Handler(isPublic: false);
        _public = Handler(isPublic: true);
    }

    public TestPki Pki { get; } = new();

    public TestMember Kaz { get; }

    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));

    public ErrorCollector Errors { get; } = new();

    public SqliteLogTree Tree { get; }

    public MemberRegistry Registry { get; }

    public AuditorBook Auditors { get; }

    public SignedCheckpoint Head { get; private set; } = null!;

    public static async Task<TestLogServer> StartAsync(int entries)
    {
        var server = new TestLogServer();
        await server.PublishAsync(entries);
        return server;
    }

    /// <summary>Every third entry is between KAZ and KGZ, every third between UZB and KGZ, every third for all.</summary>
    public static AuditPayload Payload(int index) => (index % 3) switch
    {
        0 => new AuditPayload(AuditKind.AnswerDelivered, MemberId.Parse("KGZ"), $"q{index}", [new("origin", "KAZ"), new("outcome", "ANSWERED"), new("statement-digest", "secret")]),
        1 => new AuditPayload(AuditKind.AnswerDelivered, MemberId.Parse("KGZ"), $"q{index}", [new("origin", "UZB"), new("outcome", "ANSWERED"), new("statement-digest", "secret")]),
        _ => new AuditPayload(AuditKind.DirectoryPublished, null, $"{index}", []),
    };

    public Task<DefaultHttpContext> GetAsync(string target, X509Certificate2? certificate, string method = "GET") => RunAsync(_members, target, certificate, method);

    public Task<DefaultHttpContext> GetPublicAsync(string target, X509Certificate2? certificate = null, string method = "GET") => RunAsync(_public, target, certificate, method);

    public async Task<X509Certificate2> EnrolAsync(string? country)
    {
        var certificate = Pki.Issue("auditor");
        await Auditors.AddAsync(certificate.ExportCertificatePem(), "Office", country is null ? null : MemberId.Parse(country), CancellationToken.None);
        return certificate;
    }

    public async ValueTask DisposeAsync()
    {
        _members.Dispose();
        _public.Dispose();
        _loggers.Dispose();
        await _database.DisposeAsync();
        _key.Dispose();
        _directory.Dispose();
        Errors.All.ShouldBeEmpty();
    }

    private static async Task<DefaultHttpContext> RunAsync(LogHttpHandler handler, string target, X509Certificate2? certificate, string method)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Connection.ClientCertificate = certificate;
        context.Response.Body = new MemoryStream();
        await handler.HandleAsync(context).WaitAsync(TestHub.Patience);
        return context;
    }

    private FederationDirectory Directory()
    {
        using var federation = SigningKey.Generate();
        var trust = new DirectoryTrust("test", new FederationKeySet(1, [federation.PublicKey]));
        var document = DirectoryDocument.New(trust);
        document.Admit(Kaz.Descriptor(Clock.GetUtcNow().AddDays(-1)));
        document.SetHubTlsKey(Digest.Of("hub"u8), Clock.GetUtcNow().AddDays(-1));
        document.SetRuleSet(1, TestQuery.RuleSet);
        return DirectoryVerifier.VerifyFirst(document.Sign(Clock.GetUtcNow(), TimeSpan.FromDays(90), federation), trust).OrThrow();
    }

    private LogHttpHandler Handler(bool isPublic) =>
        new(Tree, _ => Task.FromResult(Head), new LogReaders(Registry, Auditors, Clock), isPublic, _loggers.CreateLogger<LogHttpHandler>());

    private async Task PublishAsync(int count)
    {
        var signer = new NoteSigner(KeyName.Parse(Origin), _key);
        var empty = SignedCheckpoint.Sign(new Checkpoint(Origin, TreeHead.Empty), signer);
        await Tree.TryInitializeAsync(empty, CancellationToken.None);
        var builder = new TileBuilder();
        var entries = Enumerable.Range(0, count).Select(i => NewLogEntry.Create(IdempotencyKey.Derive(AuditKind.AnswerDelivered, BitConverter.GetBytes(i)), Clock.GetUtcNow(), Payload(i))).ToList();
        await Tree.AppendAsync(entries, CancellationToken.None);
        entries.ForEach(entry => builder.Append(entry.Leaf.Hash()));
        Head = count == 0 ? empty : SignedCheckpoint.Sign(new Checkpoint(Origin, new TreeHead(count, builder.Root())), signer);
        if (count > 0)
        {
            (await Tree.CommitAsync(empty, Head, builder.TakeCompleted(), CancellationToken.None)).ShouldBe(HeadCommit.Committed);
        }
    }
}
