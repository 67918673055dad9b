using System.Text;
using FedHub.Node.Import;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Import;

public sealed class ImportFormatTests
{
    private const string JsonMapping = TestNode.Mapping + "\nformat: json-lines\n";

    [Fact]
    public async Task JsonLines_InAnyOrderWithListsAndGaps_GoIn()
    {
        await using var node = await TestNode.CreateAsync();
        const string Lines = """
            {"cat":"suspect","id":"R1","name":"IVANOV, Petr","born":"1980-01-02","passport":["KAZ:N1234567","KGZ:AN111"]}

            {"id":2,"cat":"victim","name":"Aigul Testova","born":"1990","more":{"ignored":true}}
            {"id":"R3","cat":"suspect"
            {"id":"R4","cat":"thief","phone":null}
            """;

        var report = await node.ImportBytesAsync(Encoding.UTF8.GetBytes(Lines), JsonMapping);

        report.Stopped.ShouldBeNull();
        (report.Counts.LinesRead, report.Counts.Added, report.Counts.Rejected).ShouldBe((4, 2, 2));
        report.Findings.Where(finding => finding.Rejected).ShouldBe(
        [
            new ImportFinding(4, "", "not a JSON object that stands whole on its line: see byte 27 of the line", true),
            new ImportFinding(5, "cat", "unknown category; add the word to `categories` in the mapping", true),
        ]);
        report.Findings.Where(finding => finding.Code == "never-seen").Select(finding => (finding.Line, finding.Column)).ShouldBe([(0, "iin")]);
        node.RecordCount("persons").ShouldBe(1);
        node.RecordCount("referral").ShouldBe(1);
    }

    [Fact]
    public async Task SameRecord_AsCsvAndAsJson_IsTheSame()
    {
        await using var node = await TestNode.CreateAsync();
        await node.ImportAsync("R1,\"IVANOV, Petr\",1980-01-02,KAZ:N1234567;KGZ:AN111,,,suspect\n");

        var report = await node.ImportBytesAsync(
            """{"id":"R1","name":"IVANOV, Petr","born":"1980-01-02","passport":["KAZ:N1234567","KGZ:AN111"],"cat":"suspect"}"""u8.ToArray(), JsonMapping);

        (report.Counts.Unchanged, report.Counts.Updated).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(false, "csv")]
    [InlineData(true, "csv")]
    [InlineData(false, "json-lines")]
    [InlineData(true, "json-lines")]
    public async Task Utf8_WithOrWithoutByteOrderMark_IsTheSame(bool mark, string format)
    {
        await using var node = await TestNode.CreateAsync();
        var text = format == "csv" ? TestNode.Header + "R1,Ерлан Қазыбек,1980-01-02,,,,suspect\r\n" : """{"id":"R1","name":"Ерлан Қазыбек","born":"1980-01-02","cat":"suspect"}""" + "\r\n";
        byte[] bytes = [.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(text)];

        var report = await node.ImportBytesAsync(bytes, TestNode.Mapping + $"\nformat: {format}\n");

        (report.Stopped, report.Counts.Added, report.Counts.KeyCount > 3).ShouldBe((null, 1, true));
    }

    [Fact]
    public async Task Windows1251_WhereTheMappingSaysSo_IsTheSameAsUtf8()
    {
        await using var node = await TestNode.CreateAsync();
        const string Text = TestNode.Header + "R1,Айгуль Касымова,1980-01-02,,,,suspect\n";
        await node.ImportBytesAsync(Encoding.UTF8.GetBytes(Text));

        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(Text);
        var report = await node.ImportBytesAsync(bytes, TestNode.Mapping + "\nencoding: windows-1251\n");

        (report.Counts.Unchanged, report.Counts.Updated).ShouldBe((1, 0));
        (await node.ImportBytesAsync(bytes)).Stopped.ShouldNotBeNull().ShouldStartWith("The file is not UTF-8.");
    }

    [Fact]
    public async Task LineReader_AnyBytes_GiveEveryByteToTheDigestAndNoLineBreakToTheText()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var bytes = Enumerable.Range(0, 200_000 / (seed + 1)).Select(i => (byte)((i * 131 * (seed + 3)) >> (i % 7))).ToArray();
            using var stream = new MemoryStream(bytes);
            using var lines = new TextLineReader(stream, TextEncodingCheck.Encoding(isWindows1251: seed % 2 == 0));
            var count = 0;
            while (await lines.ReadAsync(CancellationToken.None) is { } line)
            {
                line.Number.ShouldBe(++count);
                line.Text.ShouldNotContain('\n');
            }

            count.ShouldBe(bytes.Count(value => value == '\n') + (bytes[^1] == '\n' ? 0 : 1));
            lines.DigestSoFar().ShouldBe(System.Security.Cryptography.SHA256.HashData(bytes));
        }
    }

    [Fact]
    public void SeenRecords_AnyNumbers_RemembersTheFirstLineOfEach()
    {
        var seen = new SeenRecords();
        var oracle = new Dictionary<int, long>();
        for (var line = 1; line <= 20_000; line++)
        {
            var number = line * 7919 % 6000;
            var reference = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number));

            seen.Add(reference, line).ShouldBe(oracle.TryAdd(number, line) ? 0 : oracle[number]);
        }
    }
}
