using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub.Tests.Retention;

public sealed class PayloadRetentionTests : IAsyncDisposable
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempDirectory _directory = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteLogTree _tree;
    private readonly SigningKey _key = SigningKey.Generate();
    private readonly ManualClock _clock = new(_start);

    public PayloadRetentionTests()
    {
        var layout = new HubDirectoryLayout(_directory.Path);
        HubDatabase.Create(layout);
        _database = HubDatabase.Open(layout);
        _tree = new SqliteLogTree(_database);
    }

    [Fact]
    public async Task Run_ErasesWhatIsDueOfTheKind_AndSaysSoInTheLog()
    {
        // A query and an answer a day.
        await WriteAsync(10);
        _clock.Advance(TimeSpan.FromDays(33));

        (await RunAsync(("query-submitted", 30))).ShouldBe(3);

        var entries = await _tree.ReadAsync(0, 100, CancellationToken.None);
        entries.Where(entry => entry.Opening is null).Select(entry => entry.Index).ShouldBe([0, 2, 4]);
        AuditPayload.TryDecode(entries[^1].Opening.ShouldNotBeNull().Payload.Span, out var said).ShouldBeTrue();
        said.Kind.ShouldBe(AuditKind.PayloadsErased);
        said.Details.Select(detail => $"{detail.Name}={detail.Value}").ShouldBe(
            ["kind=query-submitted", "before=2026-01-04T00:00:00.000Z", "first=0", "last=4", "count=3"]);
    }

    [Fact]
    public async Task Run_TheTreeStays_AndTheLogIsWhole()
    {
        await WriteAsync(10);
        _clock.Advance(TimeSpan.FromDays(400));

        (await RunAsync(("query-submitted", 30), ("answer-delivered", 365))).ShouldBe(20);

        var report = SqliteLogFsck.Run(new HubDirectoryLayout(_directory.Path).DatabaseFile, null, null, CancellationToken.None);
        report.Findings.ShouldBeEmpty();
        report.ErasedCount.ShouldBe(20);
        report.Published.ShouldNotBeNull().Size.ShouldBe(20);
    }

    [Fact]
    public async Task Run_Again_ErasesOnlyWhatHasBecomeDueSince()
    {
        await WriteAsync(10);
        _clock.Advance(TimeSpan.FromDays(33));
        (await RunAsync(("query-submitted", 30))).ShouldBe(3);
        (await RunAsync(("query-submitted", 30))).ShouldBe(0);
        var size = await _tree.CountAsync(CancellationToken.None);
        (await RunAsync(("query-submitted", 30))).ShouldBe(0);
        (await _tree.CountAsync(CancellationToken.None)).ShouldBe(size);
        _clock.Advance(TimeSpan.FromDays(2));

        (await RunAsync(("query-submitted", 30))).ShouldBe(2);
    }

    [Fact]
    public async Task Run_NothingPublished_ErasesNothing()
    {
        await WriteAsync(10, publish: false);
        _clock.Advance(TimeSpan.FromDays(400));

        (await RunAsync(("query-submitted", 30))).ShouldBe(0);
    }

    [Fact]
    public async Task Run_WithoutSettings_ErasesNothing()
    {
        await WriteAsync(10);
        _clock.Advance(TimeSpan.FromDays(40_000));

        (await RunAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("query-submitted", 29)]
    [InlineData("query-submitted", 40_000)]
    [InlineData("directory-published", 365)]
    [InlineData("payloads-erased", 365)]
    [InlineData("nonsense", 365)]
    public void Settings_ThatMakeNoSense_AreNamed(string kind, int days) =>
        PayloadRetention.FirstFault(new Dictionary<string, int>(StringComparer.Ordinal) { [kind] = days }).ShouldNotBeNull().ShouldContain("retention." + kind);

    [Fact]
    public void Settings_ThatMakeSense_AreTaken() =>
        PayloadRetention.FirstFault(new Dictionary<string, int>(StringComparer.Ordinal) { ["query-submitted"] = 1825, ["attempt-refused"] = 30 }).ShouldBeNull();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _key.Dispose();
        _directory.Dispose();
    }

    private Task<long> RunAsync(params (string Kind, int Days)[] settings) => new PayloadRetention(
        _database, settings.ToDictionary(setting => setting.Kind, setting => setting.Days, StringComparer.Ordinal), _clock).RunAsync(CancellationToken.None);

    private async Task WriteAsync(int days, bool publish = true)
    {
        var signer = new NoteSigner(KeyName.Parse("log.fedhub.example/test"), _key);
        var empty = SignedCheckpoint.Sign(new Checkpoint("log.fedhub.example/test", TreeHead.Empty), signer);
        await _tree.TryInitializeAsync(empty, CancellationToken.None);
        var entries = Enumerable.Range(0, 2 * days).Select(i => NewLogEntry.Create(
            IdempotencyKey.Derive(AuditKind.QuerySubmitted, BitConverter.GetBytes(i)),
            _start.AddDays(i / 2),
            new AuditPayload(i % 2 == 0 ? AuditKind.QuerySubmitted : AuditKind.AnswerDelivered, MemberId.Parse("KAZ"), $"q{i}", []))).ToList();
        await _tree.AppendAsync(entries, CancellationToken.None);
        if (publish)
        {
            var builder = new TileBuilder();
            entries.ForEach(entry => builder.Append(entry.Leaf.Hash()));
            var head = SignedCheckpoint.Sign(new Checkpoint("log.fedhub.example/test", new TreeHead(entries.Count, builder.Root())), signer);
            (await _tree.CommitAsync(empty, head, builder.TakeCompleted(), CancellationToken.None)).ShouldBe(HeadCommit.Committed);
        }
    }
}
