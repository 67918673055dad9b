using System.Text;
using FedHub.Node.Import;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Import;

public sealed class RecordImporterTests
{
    private const string TwoGoodLines = """
        R1,"IVANOV, Petr",1980-01-02,KAZ:N1234567,,,suspect
        R2,Aigul Testova,1990-05-06,KAZ:N7654321; KGZ:AN111,,+77010000001,victim

        """;

    [Fact]
    public async Task Import_GoodLines_GoToTheCollectionOfTheirCategory()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportAsync(TwoGoodLines + "R3,,,KAZ:N9,,,document\n");

        report.Stopped.ShouldBeNull();
        report.Counts.LinesRead.ShouldBe(3);
        report.Counts.Added.ShouldBe(3);
        report.Counts.Rejected.ShouldBe(0);
        report.Counts.KeyCount.ShouldBeGreaterThan(5);
        node.RecordCount("persons").ShouldBe(1);
        node.RecordCount("referral").ShouldBe(1);
        node.RecordCount("objects").ShouldBe(1);
    }

    [Fact]
    public async Task Import_SameFileAgain_ChangesNothing()
    {
        await using var node = await TestNode.CreateAsync();
        await node.ImportAsync(TwoGoodLines);

        var report = await node.ImportAsync(TwoGoodLines);

        (report.Counts.Added, report.Counts.Updated, report.Counts.Unchanged, report.Counts.KeyCount).ShouldBe((0, 0, 2, 0));
    }

    [Fact]
    public async Task Import_ChangedLine_IsUpdatedInPlace()
    {
        await using var node = await TestNode.CreateAsync();
        await node.ImportAsync(TwoGoodLines);

        var report = await node.ImportAsync(TwoGoodLines.Replace("1980-01-02", "1980-01-03", StringComparison.Ordinal));

        (report.Counts.Added, report.Counts.Updated, report.Counts.Unchanged).ShouldBe((0, 1, 1));
        node.RecordCount("persons").ShouldBe(1);
    }

    [Fact]
    public async Task Import_ChangedCategory_MovesTheRecord()
    {
        await using var node = await TestNode.CreateAsync();
        await node.ImportAsync(TwoGoodLines);

        await node.ImportAsync(TwoGoodLines.Replace("suspect", "witness", StringComparison.Ordinal));

        node.RecordCount("persons").ShouldBe(0);
        node.RecordCount("referral").ShouldBe(2);
    }

    [Fact]
    public async Task Import_DryRun_WritesNothingButReports()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportAsync(TwoGoodLines + "R9,X,notadate,,,,suspect\n", options: new ImportOptions { DryRun = true });

        (report.Counts.Added, report.Counts.Rejected).ShouldBe((2, 1));
        node.RecordCount("persons").ShouldBe(0);
    }

    [Theory]
    [InlineData("R1,A B,1980-13-01,,,,suspect", "born", "month must lie between 1 and 12")]
    [InlineData("R1,A B,01.02.1980,,,,suspect", "born", "expected YYYY, YYYY-MM or YYYY-MM-DD")]
    [InlineData("R1,A B,1980,,,,thief", "cat", "unknown category; add the word to `categories` in the mapping")]
    [InlineData("R1,A B,1980,,,suspect", "", "6 columns where the header has 7")]
    [InlineData("R1,\"A B,1980,,,,suspect", "", "a quote is not closed")]
    [InlineData("R1,A \"B\" C,1980,,,,suspect", "", "a quote stands where none can; quote the whole value and write quotes inside it twice")]
    [InlineData("R1,\"A\"B,1980,,,,\"suspect\"", "", "a quote stands where none can; quote the whole value and write quotes inside it twice")]
    [InlineData(",A B,1980,,,,suspect", "id", "empty")]
    public async Task Import_BrokenLine_IsReportedAndTheOthersGoIn(string broken, string column, string reason)
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportAsync("G1,C D,1970-01-01,,,,suspect\n" + broken + "\nG2,E F,1971-01-01,,,,suspect\n");

        report.Counts.Added.ShouldBe(2);
        report.Counts.Rejected.ShouldBe(1);
        report.Findings.Where(finding => finding.Rejected).ShouldBe([new ImportFinding(3, column, reason, true)]);
        node.RecordCount("persons").ShouldBe(2);
    }

    [Fact]
    public async Task Import_LineWithoutACategory_TakesTheMappingsWordForNone()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportAsync("R1,A B,1980,,,,\n", TestNode.Mapping + "\ncategories: { \"\": presumed-victim }\n");

        report.Counts.Added.ShouldBe(1);
        node.RecordCount("referral").ShouldBe(1);
    }

    [Fact]
    public async Task Import_RepeatedRecordId_TakesTheFirstLineOnly()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportAsync("R1,A B,1970,,,,suspect\nR2,C D,1971,,,,suspect\nR1,E F,1972,,,,suspect\n", options: new ImportOptions { BatchSize = 1 });

        report.Findings.Where(finding => finding.Rejected).ShouldBe([new ImportFinding(4, "", "the record id stands in line 2 already; only that line was taken", true)]);
        node.RecordCount("persons").ShouldBe(2);
    }

    [Fact]
    public async Task Import_HugeCellAndHugeLine_AreRefusedAlone()
    {
        await using var node = await TestNode.CreateAsync();
        var lines = $"R1,{new string('a', 5000)},1970,,,,suspect\nR2,{new string('b', 300_000)},1970,,,,suspect\nR3,C D,1971,,,,suspect\n";

        var report = await node.ImportAsync(lines);

        report.Findings.Where(finding => finding.Rejected).ShouldBe(
            [new ImportFinding(2, "name", "longer than 4096 characters", true), new ImportFinding(3, "", "the line is too long", true)]);
        report.Counts.Added.ShouldBe(1);
    }

    [Fact]
    public async Task Import_ByteOrderMark_IsNoPartOfTheHeader()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportBytesAsync([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(TestNode.Header + TwoGoodLines)]);

        report.Stopped.ShouldBeNull();
        report.Counts.Added.ShouldBe(2);
    }

    [Fact]
    public async Task Import_Utf16_IsExplained()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportBytesAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(TestNode.Header + TwoGoodLines)]);

        report.Stopped.ShouldBe("The file looks like UTF-16 or a binary file. Save it as CSV in UTF-8.");
        report.Counts.Added.ShouldBe(0);
    }

    [Fact]
    public async Task Import_Windows1251_IsReadOnlyIfTheMappingSaysSo()
    {
        await using var node = await TestNode.CreateAsync();
        var cyrillic = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        var csv = cyrillic.GetBytes(TestNode.Header + "R1,Иванов Пётр,1980-01-02,,,,suspect\n");

        var refused = await node.ImportBytesAsync(csv);
        var taken = await node.ImportBytesAsync(csv, TestNode.Mapping + "\nencoding: windows-1251\n");

        refused.Stopped.ShouldBe("The file is not UTF-8. Save it as CSV in UTF-8; if it is Windows-1251, say `encoding: windows-1251` in the mapping.");
        taken.Stopped.ShouldBeNull();
        taken.Counts.Added.ShouldBe(1);
    }

    [Fact]
    public async Task Import_OneBadByteAmongManyLines_SpoilsItsLineOnly()
    {
        await using var node = await TestNode.CreateAsync();
        var good = string.Concat(Enumerable.Range(0, 30).Select(i => $"R{i},,,KAZ:N{i},,,suspect\n"));

        var report = await node.ImportBytesAsync([.. Encoding.UTF8.GetBytes(TestNode.Header + good + "RX,"), 0xc8, .. ",1980,,,,suspect\n"u8]);

        report.Stopped.ShouldBeNull();
        report.Counts.Added.ShouldBe(30);
        report.Findings.Where(finding => finding.Rejected).ShouldBe([new ImportFinding(32, "", "the line holds bytes that are not UTF-8", true)]);
    }

    [Fact]
    public async Task Import_MissingColumn_Stops()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportBytesAsync("id,name\nR1,X\n"u8.ToArray());

        report.Stopped.ShouldBe("The file has no column `born`, which the mapping names. Check header, delimiter and encoding.");
    }

    [Fact]
    public async Task Import_NoKeyDerivable_IsTakenWithAWarning()
    {
        await using var node = await TestNode.CreateAsync();

        var report = await node.ImportAsync("R1,Only Name,,,,,suspect\n");

        report.Counts.Added.ShouldBe(1);
        report.Counts.Warned.ShouldBe(1);
        report.Findings.ShouldContain(finding => finding.Reason == "no search key can be derived: nobody will find this record" && !finding.Rejected);
    }

    [Fact]
    public async Task Import_CancelledInTheMiddle_KeepsWhatWasReportedAndGoesOn()
    {
        await using var node = await TestNode.CreateAsync();
        var lines = string.Concat(Enumerable.Range(0, 40).Select(i => $"R{i},,,KAZ:N{i},,,suspect\n"));
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorder(onReport: count => { if (count == 2) { cancellation.Cancel(); } });

        await Should.ThrowAsync<OperationCanceledException>(
            () => node.ImportAsync(lines, options: new ImportOptions { BatchSize = 10 }, progress: progress, cancellationToken: cancellation.Token));
        await node.ReopenAsync();
        node.RecordCount("persons").ShouldBe(20);
        progress.Last!.Counts.Added.ShouldBe(20);
        var resumed = await node.ImportAsync(lines);

        (resumed.Counts.Added, resumed.Counts.Unchanged).ShouldBe((20, 20));
        node.RecordCount("persons").ShouldBe(40);
    }

    [Fact]
    public async Task Import_AnyMutatedFile_NeitherThrowsNorLosesCount()
    {
        await using var node = await TestNode.CreateAsync();
        var seed = Encoding.UTF8.GetBytes(TestNode.Header + TwoGoodLines);
        for (var i = 0; i < 200; i++)
        {
            var mutated = (byte[])seed.Clone();
            for (var j = 0; j < 4; j++)
            {
                // A fixed walk over positions and values: repeatable, and no two rounds alike.
                mutated[((i * 31) + (j * 17 * (i + 1))) % mutated.Length] = (byte)((i * 7) + (j * 101));
            }

            var report = await node.ImportBytesAsync(mutated, options: new ImportOptions { DryRun = true });

            if (report.Stopped is null)
            {
                var counts = report.Counts;
                (counts.Added + counts.Updated + counts.Unchanged + counts.Rejected).ShouldBe(counts.LinesRead);
            }
        }
    }

    [Fact]
    public async Task Database_AfterAnImport_HoldsNothingInTheClear()
    {
        await using var node = await TestNode.CreateAsync();
        await node.ImportAsync("SECRETID,UNIQUENAME Given,1980-01-02,KAZ:N5555777,,,suspect\n");
        await node.CloseAsync();

        var bytes = Directory.GetFiles(node.Layout.Root, "node.db*").SelectMany(File.ReadAllBytes).ToArray();
        node.Open();

        foreach (var secret in (string[])["SECRETID", "UNIQUENAME", "5555777", "1980-01-02"])
        {
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1);
        }
    }

    private sealed class Recorder(Action<int> onReport) : IProgress<ImportProgress>
    {
        private int _count;

        public ImportProgress? Last { get; private set; }

        public void Report(ImportProgress value)
        {
            Last = value;
            onReport(++_count);
        }
    }
}
