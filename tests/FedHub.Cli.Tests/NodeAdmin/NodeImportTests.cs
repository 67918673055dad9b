using System.Text.Json;

namespace FedHub.Cli.Tests.NodeAdmin;

public sealed class NodeImportTests
{
    private const string Mapping = "version: 1\ncountry: KAZ\ncolumns: { id: record_id, name: full_name, born: date_of_birth, passport: document, cat: category }\n";

    [Fact]
    public async Task Import_OfAFile_SaysWhatItDidAndWhenItIsFound()
    {
        using var node = await NodeFolder.CreateAsync();

        var (exitCode, output, _) = await ImportCli.RunAsync(
            node, "--in", node.Write("a.csv", "id,name,born,passport,cat\nR1,\"IVANOV, Petr\",1980-01-02,,suspect\nR2,A B,31.1.80,,suspect\nR3,,,N1001,witness\n"), "--mapping", node.Write("m.yaml", Mapping));

        exitCode.ShouldBe(ExitCode.Partial);
        output.ShouldBe($"""
            line 3: NOT TAKEN: born: expected YYYY, YYYY-MM or YYYY-MM-DD
            line 4: warning: passport: no issuing country: it can only be found as a possible match (grade C)
            3 lines: 2 added, 0 updated, 0 unchanged, 1 not taken; 1 with warnings; {KeysOf(output)} search keys
            searchable once the node runs: fedhub node run --data {node.Path}

            """);
        node.RecordCount().ShouldBe(2);
    }

    [Fact]
    public async Task Import_DryRun_SaysThatNothingWasWritten()
    {
        using var node = await NodeFolder.CreateAsync();

        var (exitCode, output, _) = await ImportCli.RunAsync(
            node, "--in", node.Write("a.csv", "id,name,born,passport,cat\nR1,\"IVANOV, Petr\",1980-01-02,,suspect\n"), "--mapping", node.Write("m.yaml", Mapping), "--dry-run");

        exitCode.ShouldBe(ExitCode.Ok);
        output.ShouldEndWith("\nNothing was written: --dry-run.\n");
        node.RecordCount().ShouldBe(0);
    }

    [Fact]
    public async Task Report_AsCsv_HasEveryRejectedLineAndTheCountOfEachWarning()
    {
        using var node = await NodeFolder.CreateAsync();
        var lines = string.Concat(Enumerable.Range(1, 1500).Select(i => $"R{i},A B,never,,suspect\n"))
            + string.Concat(Enumerable.Range(1, 5).Select(i => $"S{i},,,N{1000 + i},suspect\n"));

        await ImportCli.RunAsync(
            node, "--in", node.Write("a.csv", "id,name,born,passport,cat\n" + lines), "--mapping", node.Write("m.yaml", Mapping), "--report", node.FileOf("report.csv"));

        var report = await File.ReadAllLinesAsync(node.FileOf("report.csv"));
        report[0].ShouldBe("kind,line,column,code,reason,count");
        report.Skip(1).Take(1500).ShouldBe(Enumerable.Range(2, 1500).Select(line => FormattableString.Invariant($"rejected,{line},born,,\"expected YYYY, YYYY-MM or YYYY-MM-DD\",1")));
        report.Skip(1501).ShouldBe(
        [
            "warning,1502,passport,issuer-unknown,no issuing country: it can only be found as a possible match (grade C),5",
            "total,,,,lines read,1505", "total,,,,added,5", "total,,,,updated,0", "total,,,,unchanged,0", "total,,,,withdrawn,0",
            "total,,,,in already,0", "total,,,,rejected,1500", "total,,,,with warnings,5",
        ]);
        File.Exists(node.FileOf("report.csv.part")).ShouldBeFalse();
    }

    [Fact]
    public async Task Report_AsJson_HasOneObjectALine()
    {
        using var node = await NodeFolder.CreateAsync();

        await ImportCli.RunAsync(
            node, "--in", node.Write("a.csv", "id,name,born,passport,cat\n=1+1,A B,never,,suspect\nS1,,,N1001,suspect\n"), "--mapping", node.Write("m.yaml", Mapping), "--report", node.FileOf("report.json"));

        (await File.ReadAllLinesAsync(node.FileOf("report.json"))).ShouldBe(
        [
            """{"kind":"rejected","line":2,"column":"born","reason":"expected YYYY, YYYY-MM or YYYY-MM-DD"}""",
            """{"kind":"warning","column":"passport","code":"issuer-unknown","count":1,"firstLine":3,"reason":"no issuing country: it can only be found as a possible match (grade C)"}""",
            """{"kind":"total","linesRead":2,"added":1,"updated":0,"unchanged":0,"withdrawn":0,"passedOver":0,"rejected":1,"warned":1,"stopped":null}""",
        ]);
    }

    [Fact]
    public async Task Withdraw_AFileOfRecordIds_RemovesThem()
    {
        using var node = await NodeFolder.CreateAsync();
        await ImportCli.RunAsync(node, "--in", node.Write("a.csv", "id,name,born,passport,cat\nR1,A B,1980,,suspect\nR2,C D,1981,,suspect\n"), "--mapping", node.Write("m.yaml", Mapping));

        var (exitCode, output, _) = await ImportCli.RunAsync(node, "--withdraw", node.Write("gone.csv", "record_id\nR1\nR9\n"), "--json");

        exitCode.ShouldBe(ExitCode.Ok);
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("withdrawn").GetInt64().ShouldBe(1);
        json.RootElement.GetProperty("unchanged").GetInt64().ShouldBe(1);
        node.RecordCount().ShouldBe(1);
    }

    [Theory]
    [InlineData("It is not clear what to import", "--mapping", "m.yaml")]
    [InlineData("It is not said how columns become fields", "--in", "m.yaml")]
    [InlineData("There is no query", "--mapping", "m.yaml", "--source", "postgres:///d?host=/run&user=u")]
    [InlineData("The --source cannot be used", "--mapping", "m.yaml", "--query", "m.yaml", "--source", "postgres://u:secret@h/d")]
    [InlineData("It is not clear what to import", "--mapping", "m.yaml", "--in", "m.yaml", "--withdraw", "m.yaml")]
    public async Task Options_ThatDoNotFit_AreAUsageErrorThatSaysWhatToGive(string what, params string[] options)
    {
        using var node = await NodeFolder.CreateAsync();
        var file = node.Write("m.yaml", Mapping);

        var (exitCode, _, error) = await ImportCli.RunAsync(node, [.. options.Select(option => option == "m.yaml" ? file : option)]);

        exitCode.ShouldBe(ExitCode.Usage);
        error.ShouldStartWith("fedhub: " + what);
        error.ShouldContain("next: ");
        error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task MappingMistake_IsSaidWithItsPlaceBeforeAnythingIsRead()
    {
        using var node = await NodeFolder.CreateAsync();

        var (exitCode, _, error) = await ImportCli.RunAsync(
            node, "--in", node.Write("a.csv", "id\n"), "--mapping", node.Write("m.yaml", "version: 1\ncolumns:\n  id: record_id\n  c: category\n  m: meens\n"));

        exitCode.ShouldBe(ExitCode.Usage);
        error.ShouldContain("mapping:5:6: no such field; docs/record-schema.md lists them.");
    }

    private static string KeysOf(string output) => output.Split("; ")[^1].Split(' ')[0];
}
