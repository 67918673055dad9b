using System.Text.Json;

namespace FedHub.Cli.Tests.Demo;

/// <summary>A whole federation in this process, over mutual TLS, as <c>fedhub demo --records</c> runs it.</summary>
public sealed class RecordsDemoTests : IDisposable
{
    private const string Header = "record_id,full_name,date_of_birth,nationality,passport,national_id,phone,category\n";
    private const string QueryHeader = "query_id,origin,purpose,full_name,date_of_birth,passport,national_id,phone\n";

    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    [Fact]
    public async Task Records_QueriesOfAFile_GetOneLineEachInOrderAndTheLogAtTheEnd()
    {
        Directory.CreateDirectory(_folder.File("records"));
        _folder.Write("records/TKM.csv", Header + "T1,Ataýew Merdan,1979-11-02,TKM,TKM:A9930417,,+99362417093,suspect\n");
        _folder.Write("records/UZB.csv", Header + "U1,Toʻlegenova Gulzat,2001-03-14,KGZ,,,,victim\nU2,Atayev Merdan,1979-11-02,UZB,UZB:FA7710266,,,suspect\n");
        var queries = _folder.Write(
            "queries.csv",
            QueryHeader
            + "passport,KAZ,investigation,,,TKM:A9930417,,\n"
            + "name,KAZ,investigation,Атаев Мердан,1979-11-02,,,\n"
            + "victim,KAZ,victim-identification,Тулегенова Гульзат,2001-03-14,,,\n"
            + "own,TKM,investigation,,,TKM:A9930417,,\n"
            + "purpose,KAZ,curiosity,,,TKM:A9930417,,\n"
            + "nothing,KAZ,investigation,,,,,\n");

        (await _terminal.RunAsync("demo", "--records", _folder.File("records"), "--queries", queries, "--json")).ShouldBe(0);

        var lines = _terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Take(6).Select(line => line.GetProperty("query_id").GetString()).ShouldBe(["passport", "name", "victim", "own", "purpose", "nothing"]);
        Summary(lines[0]).ShouldBe("TKM HIT T1 document; UZB NO_HIT  ");
        Summary(lines[1]).ShouldBe("TKM HIT T1 name; UZB HIT U2 name");
        // How sure a name is depends on the weights of the day; a passport with its issuer never does.
        lines[0].GetProperty("outcomes")[0].GetProperty("grade").GetString().ShouldBe("A");
        // The victim is referred and never listed.
        Summary(lines[2]).ShouldBe("TKM NO_HIT  ; UZB REFERRED  name");
        Summary(lines[3]).ShouldBe("KAZ NO_HIT  ; UZB NO_HIT  ");
        Summary(lines[4]).ShouldBe("TKM NOT_ASKED  ; UZB NOT_ASKED  ");
        lines[4].GetProperty("error").GetString().ShouldBe("the purpose is not one of the closed list");
        lines[5].GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        lines[6].GetProperty("totals").GetProperty("queries").GetInt32().ShouldBe(6);
        lines[6].GetProperty("log").GetProperty("size").GetInt64().ShouldBeGreaterThan(20);
        lines[6].GetProperty("log").GetProperty("root").GetString()!.Length.ShouldBe(64);
        _terminal.Error.ShouldContain("Raising every daily budget");
        (_terminal.Output + _terminal.Error).ShouldNotContain("A9930417");
    }

    [Fact]
    public async Task Records_WithVehiclesAndAccounts_AreFoundByThem_AndAFileWithoutThemStillWorks()
    {
        Directory.CreateDirectory(_folder.File("records"));
        _folder.Write("records/TKM.csv", Header.Replace("category", "account,vehicle,category", StringComparison.Ordinal) + "T1,,,,,,,telegram:demo_seller,TKM:AG1234,vehicle\n");
        _folder.Write("records/UZB.csv", Header + "U1,Atayev Merdan,1979-11-02,UZB,UZB:FA7710266,,,suspect\n");
        var queries = _folder.Write(
            "queries.csv",
            "vehicle,account,query_id,origin,purpose,passport\n"
            + "TKM:AG 1234,,plate,UZB,investigation,\n"
            + ",telegram:demo_seller,handle,UZB,investigation,\n"
            + ",,passport,TKM,investigation,UZB:FA7710266\n");

        (await _terminal.RunAsync("demo", "--records", _folder.File("records"), "--queries", queries, "--json")).ShouldBe(0, _terminal.Error);

        var lines = _terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Take(3).Select(Summary).ShouldBe(["TKM HIT T1 vehicle", "TKM HIT T1 account", "UZB HIT U1 document"]);
    }

    [Fact]
    public async Task Records_FileNotNamedAfterACountry_IsAUsageError()
    {
        Directory.CreateDirectory(_folder.File("records"));
        _folder.Write("records/people.csv", Header);

        (await _terminal.RunAsync("demo", "--records", _folder.File("records"), "--queries", _folder.Write("q.csv", QueryHeader))).ShouldBe(2);
        _terminal.Error.ShouldContain("KAZ.csv");
    }

    [Fact]
    public async Task Demo_RecordsWithoutQueries_IsAUsageError()
    {
        (await _terminal.RunAsync("demo", "--records", _folder.Path)).ShouldBe(2);
        _terminal.Error.ShouldContain("go together");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    private static string Summary(JsonElement line) => string.Join("; ", line.GetProperty("outcomes").EnumerateArray().Select(outcome => string.Join(
        ' ',
        outcome.GetProperty("country").GetString(),
        outcome.GetProperty("outcome").GetString(),
        string.Join(',', outcome.GetProperty("record_ids").EnumerateArray().Select(id => id.GetString())),
        string.Join(',', outcome.GetProperty("matchedOn").EnumerateArray().Select(token => token.GetString())))));
}
