using System.Text;
using FedHub.Node.Import;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Import;

public sealed class ImportPointTests
{
    private const string ChangeMapping = TestNode.Mapping + "\nformat: json-lines\nchangeColumn: changed\n";

    [Fact]
    public async Task BrokenOffImport_GoesOnBehindTheLastDurableBatch()
    {
        await using var node = await TestNode.CreateAsync();
        var file = Lines(95, broken: 3);
        await BreakOffAsync(node, file, batches: 4);
        await node.ReopenAsync();

        var point = await PointAsync(node, file);
        var report = await ImportAsync(node, file, point.Line);

        point.Line.ShouldBe(41);
        (report.Counts.PassedOver, report.Counts.Unchanged, report.Counts.Added, report.Counts.Rejected).ShouldBe((39, 0, 55, 1));
        report.Findings.Single(finding => finding.Rejected).Line.ShouldBe(4);
        node.RecordCount("persons").ShouldBe(94);
        (await FindAsync(node)).ShouldBeNull();
    }

    [Fact]
    public async Task RecordId_ThatStoodBeforeThePoint_IsStillTakenOnce()
    {
        await using var node = await TestNode.CreateAsync();
        var file = Lines(40) + "R1,Other Name,1990,,,,suspect\n";
        await BreakOffAsync(node, file, batches: 2);

        var report = await ImportAsync(node, file, (await PointAsync(node, file)).Line);

        report.Findings.Single(finding => finding.Rejected).Reason.ShouldBe("the record id stands in line 2 already; only that line was taken");
    }

    [Fact]
    public async Task FileThatChangedBeforeThePoint_IsNotTheSame()
    {
        await using var node = await TestNode.CreateAsync();
        var file = Lines(40);
        await BreakOffAsync(node, file, batches: 2);
        var point = (await FindAsync(node)).ShouldNotBeNull();

        (await IsOfAsync(point, file)).ShouldBeTrue();
        (await IsOfAsync(point, file + "R99,More,1990,,,,suspect\n")).ShouldBeTrue();
        (await IsOfAsync(point, file.Replace("R5,", "R5 ,", StringComparison.Ordinal))).ShouldBeFalse();
        (await IsOfAsync(point, file[..200])).ShouldBeFalse();
    }

    [Fact]
    public async Task ResumedUnderAnotherFile_StopsAndTakesNothing()
    {
        await using var node = await TestNode.CreateAsync();
        await BreakOffAsync(node, Lines(40), batches: 2);

        var report = await ImportAsync(node, Lines(40).Replace("Name5", "Name6", StringComparison.Ordinal), resumeAfter: 21);

        report.Stopped.ShouldBe("The file is not the one that was broken off. Nothing of it was taken; run the import with --from-start.");
        node.RecordCount("persons").ShouldBe(20);
    }

    [Fact]
    public async Task Point_OfAnotherMapping_OrOfLongAgo_IsNone()
    {
        await using var node = await TestNode.CreateAsync();
        await BreakOffAsync(node, Lines(40), batches: 2);

        (await FindAsync(node, TestNode.Mapping + "\nmultiline: true\n")).ShouldBeNull();
        (await FindAsync(node, source: "other")).ShouldBeNull();
        (await FindAsync(node))!.Line.ShouldBe(21);
        node.Time.Now += TimeSpan.FromDays(8);
        (await FindAsync(node))!.Line.ShouldBe(0);
    }

    [Fact]
    public async Task ChangeColumn_LastValue_IsKeptAlsoWhenNothingCame()
    {
        await using var node = await TestNode.CreateAsync();
        var mapping = ImportMapping.Parse(ChangeMapping, node.Policies);
        var importer = new RecordImporter(node.Database, node.Keys, node.Time);
        var options = new ImportOptions { Source = "view" };
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes("""
            {"id":"R1","cat":"suspect"}
            {"id":"R2","cat":"suspect","changed":"2026-01-01 00:00:00+00"}
            {"id":"R3","cat":"suspect","changed":"2026-01-02 00:00:00+00"}
            """));

        await importer.ImportAsync(rows, mapping, options, null, TestNode.Patience);
        (await importer.FindPointAsync(mapping, "view", TestNode.Patience)).ShouldNotBeNull().Change.ShouldBe("2026-01-02 00:00:00+00");
        await importer.ImportAsync(Stream.Null, mapping, options, null, TestNode.Patience);

        (await importer.FindPointAsync(mapping, "view", TestNode.Patience)).ShouldNotBeNull().Change.ShouldBe("2026-01-02 00:00:00+00");
    }

    [Fact]
    public async Task DryRun_LeavesNoPoint()
    {
        await using var node = await TestNode.CreateAsync();

        await ImportAsync(node, Lines(40), dryRun: true);

        (await FindAsync(node)).ShouldBeNull();
    }

    private static string Lines(int count, int broken = -1) => TestNode.Header
        + string.Concat(Enumerable.Range(1, count).Select(i => i == broken ? $"R{i},broken\n" : $"R{i},Name{i} Given,1990-01-02,,,,suspect\n"));

    private static async Task BreakOffAsync(TestNode node, string file, int batches)
    {
        using var stop = new CancellationTokenSource();
        var progress = new StopAfter(batches, stop);
        await Should.ThrowAsync<OperationCanceledException>(() => ImportAsync(node, file, progress: progress, cancellationToken: stop.Token));
    }

    private static async Task<ImportReport> ImportAsync(
        TestNode node, string file, long resumeAfter = 0, bool dryRun = false, IProgress<ImportProgress>? progress = null, CancellationToken? cancellationToken = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await new RecordImporter(node.Database, node.Keys, node.Time).ImportAsync(
            stream,
            ImportMapping.Parse(TestNode.Mapping, node.Policies),
            new ImportOptions { BatchSize = 10, ResumeAfterLine = resumeAfter, DryRun = dryRun },
            progress,
            cancellationToken ?? TestNode.Patience);
    }

    private static Task<ImportPoint?> FindAsync(TestNode node, string mapping = TestNode.Mapping, string source = "") =>
        new RecordImporter(node.Database, node.Keys, node.Time).FindPointAsync(ImportMapping.Parse(mapping, node.Policies), source, TestNode.Patience);

    private static async Task<ImportPoint> PointAsync(TestNode node, string file)
    {
        var point = (await FindAsync(node)).ShouldNotBeNull();
        (await IsOfAsync(point, file)).ShouldBeTrue();
        return point;
    }

    private static async Task<bool> IsOfAsync(ImportPoint point, string file)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await point.IsOfAsync(stream, TestNode.Patience);
    }

    private sealed class StopAfter(int batches, CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        private int _count;

        public void Report(ImportProgress value)
        {
            if (++_count == batches)
            {
                stop.Cancel();
            }
        }
    }
}
