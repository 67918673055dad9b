using FedHub.Node.Import;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Import;

[Collection(Alone.Name)]
public sealed class LargeImportTests
{
    private const int Million = 1_000_000;
    private const int TenThousand = 10_000;

    [Fact]
    public async Task DryRun_AMillionLines_AreCheckedWithoutKeepingThem()
    {
        await using var node = await TestNode.CreateAsync();
        var highest = new HighestMemory();
        await using var file = new GeneratedCsv(Million, number => number % 1000 == 999 ? $"R{number},X,31.31.1980,,,,suspect" : GeneratedCsv.NameOnly(number));

        var report = await new RecordImporter(node.Database, node.Keys, node.Time).ImportAsync(
            file, ImportMapping.Parse(TestNode.Mapping, node.Policies), new ImportOptions { DryRun = true }, highest, CancellationToken.None);

        report.Stopped.ShouldBeNull();
        (report.Counts.LinesRead, report.Counts.Added, report.Counts.Rejected).ShouldBe((Million, Million - 1000, 1000));
        (report.Findings.Count, report.OmittedFindings).ShouldBe((1000, 0));
        report.Findings[0].ShouldBe(new ImportFinding(1001, "born", "expected YYYY, YYYY-MM or YYYY-MM-DD", true));
        node.RecordCount("persons").ShouldBe(0);

        // What stays is 16 bytes a place for the record ids seen, 32 MiB here; a million records kept would be a gigabyte.
        highest.Bytes.ShouldBeLessThan(160L << 20);
    }

    [Fact]
    public async Task Import_TenThousandLines_GoInWithTheirKeys()
    {
        await using var node = await TestNode.CreateAsync();
        await using var file = new GeneratedCsv(TenThousand, GeneratedCsv.NameOnly);

        var report = await new RecordImporter(node.Database, node.Keys, node.Time).ImportAsync(
            file, ImportMapping.Parse(TestNode.Mapping, node.Policies), new ImportOptions(), null, CancellationToken.None);

        report.Counts.Added.ShouldBe(TenThousand);
        report.Counts.KeyCount.ShouldBeGreaterThan(10 * TenThousand);
        node.RecordCount("persons").ShouldBe(TenThousand);
    }

    /// <summary>Live memory after a batch, at its highest, beyond what there was before.</summary>
    private sealed class HighestMemory : IProgress<ImportProgress>
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private int _reports;

        public long Bytes { get; private set; }

        public void Report(ImportProgress value)
        {
            if (_reports++ % 200 == 0)
            {
                Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }
        }
    }
}
