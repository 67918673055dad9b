using System.Text;
using System.Text.Json;

namespace FedHub.Cli.Tests.Match;

public sealed class ReportCommandTests : IDisposable
{
    private const string Records = "id,full_name,date_of_birth\nr1,Сания Жолдасқалиева,1984-03-07\nr2,Тимур Сариев,1971-11-02\nr3,Saniya Zholdaskaliyeva,1990-05-21\nr4,,\n";

    private const string Searches =
        "id,full_name,date_of_birth,expected_record_id\nq1,\"Zholdaskaliyeva, Saniya\",1984-03-07,r1\nq2,Perizat Bekova,1971-11-02,r2\nq3,Perizat Bekova,1971,\nq4,Timur Sariev,,r2\n";

    private readonly TestTerminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Report_Json_CountsWhatIsTrueOfTheFiles()
    {
        (await RunAsync(Records, Searches, "--json", "--people", "25000", "--known", "0.5")).ShouldBe(0);

        var json = JsonDocument.Parse(_terminal.Output).RootElement;
        int Number(string name) => json.GetProperty(name).GetInt32();
        (Number("records"), Number("recordsWithoutKeys"), Number("searches"), Number("searchesWithoutKeys"), Number("searchesThatMeanARecord")).ShouldBe((4, 1, 4, 1, 3));
        // Of three searches that mean a record one finds it; given one date the namesake is a false match.
        json.GetProperty("givenOneDate").GetProperty("recall").GetDouble().ShouldBe(1.0 / 3, 1e-9);
        json.GetProperty("givenOneDate").GetProperty("falsePairs").GetInt32().ShouldBe(1);
        json.GetProperty("asWritten").GetProperty("falsePairs").GetInt32().ShouldBe(0);
        json.GetProperty("asWritten").GetProperty("pairsOfStrangers").GetInt32().ShouldBe(13);
        json.GetProperty("grades").EnumerateArray().Select(grade => grade.GetProperty("grade").GetString()).ShouldBe(["A", "B", "C"]);
        json.GetProperty("grades")[1].GetProperty("probability").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("curve").GetArrayLength().ShouldBe(11);
    }

    [Fact]
    public async Task Report_Text_SaysWhatTheFiguresHoldFor()
    {
        (await RunAsync(Records, Searches)).ShouldBe(0);

        _terminal.Output.ShouldContain("4 searches, 1 of them without any key; 3 mean a record.");
        _terminal.Output.ShouldContain("for a collection of 10000000 persons if one search in 10 is for somebody in it");
        _terminal.Error.ShouldContain("Comparing 4 searches with 4 records...");
    }

    [Fact]
    public async Task Report_IdsThatDoNotFit_NamesFileLineAndColumnAndMeasuresNothing()
    {
        var code = await RunAsync("id,full_name\nr1,A B\n,C D\nr1,E F\n", "full_name,expected_record_id,id\nA B,r1,1\nC D,r9,2\n");

        code.ShouldBe(2);
        _terminal.Output.ShouldBeEmpty();
        _terminal.Error.ShouldContain("records.csv, line 3, column 1 (id): is empty");
        _terminal.Error.ShouldContain("records.csv, line 4, column 1 (id): repeats the id of line 2");
        _terminal.Error.ShouldContain("searches.csv, line 3, column 2 (expected_record_id): no record of records.csv has this id");
        _terminal.Error.ShouldNotContain("r9");
    }

    [Fact]
    public async Task Report_ManyWrongPlaces_NamesTen()
    {
        var searches = "id,full_name,expected_record_id\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"{i},A B,none\n"));

        (await RunAsync(Records, searches)).ShouldBe(2);
        _terminal.Error.ShouldContain("and 15 more");
    }

    [Fact]
    public async Task Report_WithoutLabels_SaysWhichColumnIsMissing()
    {
        (await RunAsync(Records, Records)).ShouldBe(2);
        _terminal.Error.ShouldContain("searches.csv, line 1: no column expected_record_id");
    }

    [Theory]
    [InlineData("--people", "0")]
    [InlineData("--people", "NaN")]
    [InlineData("--known", "0")]
    [InlineData("--known", "1.5")]
    public async Task Report_ImpossiblePrior_IsAUsageError(string option, string value) => (await RunAsync(Records, Searches, option, value)).ShouldBe(2);

    [Fact]
    public async Task Report_AnyMutatedFile_GivesAReportOrASentence()
    {
        var random = new Random(34);
        for (var i = 0; i < 150; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Searches);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await File.WriteAllBytesAsync(_folder.File("searches.csv"), bytes);
            (await _terminal.RunAsync("match", "report", "--records", _folder.Write("records.csv", Records), "--searches", _folder.File("searches.csv"))).ShouldBeOneOf(0, 2);
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    private Task<int> RunAsync(string records, string searches, params string[] options)
        => _terminal.RunAsync(["match", "report", "--records", _folder.Write("records.csv", records), "--searches", _folder.Write("searches.csv", searches), .. options]);
}
