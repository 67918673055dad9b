using System.Text;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Import;
using FedHub.Node.Index;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Import;

/// <summary>The test clock begins on 2026-03-01 at 08:00 UTC.</summary>
public sealed class ExpiryTests
{
    private const string Mapping = TestNode.Mapping + "\n  until: expires_at\n";

    private static readonly SlotId _documents = TestNode.Slot("KAZ/persons/document");
    private static readonly EpochNumber _first = new(1);

    [Fact]
    public async Task Record_WhoseDayIsOver_IsNobodyAtOnceAndGoneWithTheNextEpoch()
    {
        await using var node = await TestNode.CreateAsync();
        await ImportAsync(node, "R1,,,KAZ:N1000001,,,suspect,2026-03-02\n");
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);
        await node.PublishAsync();
        var tag = node.AskDocument(_documents, _first, 1).Tag;
        var hit = node.Epochs.Lookup.LookupTag(_documents, _first, tag).ShouldNotBeNull();

        node.Time.Now = new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.Zero);
        node.Epochs.Lookup.RecordFor(hit.RecordRowId).ShouldNotBeNull();

        // No loop has run since: the look-up itself must know.
        node.Time.Now = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
        node.Epochs.Lookup.RecordFor(hit.RecordRowId).ShouldBeNull();

        await node.Epochs.StartNextAsync(TestNode.Patience);
        await node.PublishAsync();
        var second = _first.Next();
        node.RecordCount("persons").ShouldBe(0);
        node.Epochs.Lookup.LookupTag(_documents, _first, tag)!.Standing.ShouldBe(TagStanding.Withdrawn);
        node.Look(_documents, second, node.AskDocument(_documents, second, 1).Tag).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retention_CountsFromTheLastChange_AndEndsOnlyTheCollectionNamed()
    {
        await using var node = await TestNode.CreateAsync();
        await KeepAsync(node, "{ \"persons\": 30 }");
        await node.ImportAsync("R1,A B,1980,,,,suspect\nR2,C D,1981,,,,suspect\nR3,E F,1982,,,,victim\n");
        node.Time.Now += TimeSpan.FromDays(20);
        await node.ImportAsync("R1,A B,1980,,,,suspect\nR2,C D,1982,,,,suspect\n");

        node.Time.Now += TimeSpan.FromDays(10);
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);
        node.RecordCount("persons").ShouldBe(1);

        node.Time.Now += TimeSpan.FromDays(20);
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);
        node.RecordCount("persons").ShouldBe(0);
        node.RecordCount("referral").ShouldBe(1);
    }

    [Fact]
    public async Task Line_ThatIsOverAlready_RemovesItsRecordWithAWarning()
    {
        await using var node = await TestNode.CreateAsync();
        await ImportAsync(node, "R1,A B,1980,,,,suspect,\n");

        var report = await ImportAsync(node, "R1,A B,1980,,,,suspect,2026-02-28\nR2,C D,1981,,,,suspect,2026-02-28\n");

        (report.Counts.Withdrawn, report.Counts.Unchanged, report.Counts.Warned).ShouldBe((1, 1, 2));
        report.Findings.Select(finding => (finding.Line, finding.Column, finding.Code)).ShouldBe([(2, "until", "expired"), (3, "until", "expired")]);
        node.RecordCount("persons").ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-03T00:00:00Z")]
    [InlineData("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z")]
    [InlineData("2026-03-02T10:00:00+05:00", "2026-03-02T05:00:00Z")]
    [InlineData("2026-03-02 10:00:00.25+00", "2026-03-02T10:00:00.25Z")]
    public void Text_OfADayOrMoment_IsRead(string text, string end)
    {
        ExpiryText.TryRead(text, [DateFormat.Iso], out var read).ShouldBeTrue();

        read.ShouldBe(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026")]
    [InlineData("2026-03")]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-02T10:00:00")]
    [InlineData("never")]
    public async Task Text_OfNoWholeDay_CostsTheLine(string text)
    {
        await using var node = await TestNode.CreateAsync();

        var report = await ImportAsync(node, $"R1,A B,1980,,,,suspect,{text}\n");

        report.Findings.Single().ShouldBe(new ImportFinding(2, "until", ExpiryText.Expected, true));
    }

    private static async Task KeepAsync(TestNode node, string retentionDays)
    {
        var json = Encoding.UTF8.GetString(node.Configuration.ToJson());
        await File.WriteAllTextAsync(node.Layout.ConfigurationFile, json.Replace("\"retentionDays\": {}", $"\"retentionDays\": {retentionDays}", StringComparison.Ordinal));
        await node.ReopenAsync();
        node.Configuration.Retention.ShouldNotBe(RetentionSettings.None);
    }

    private static Task<ImportReport> ImportAsync(TestNode node, string lines) =>
        node.ImportBytesAsync(Encoding.UTF8.GetBytes("id,name,born,passport,iin,phone,cat,until\n" + lines), Mapping);
}
