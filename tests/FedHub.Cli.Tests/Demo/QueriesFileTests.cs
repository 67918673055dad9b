using System.Text.Json;
using FedHub.Cli.Demo.Records;
using FedHub.Cli.Search;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Demo;

public sealed class QueriesFileTests
{
    [Fact]
    public void Read_ColumnsInAnyOrder_TakesThemByName()
    {
        var query = QueriesFile.Read(new StringReader("origin,query_id,phone,purpose,full_name\nkaz,q-1,+7701,investigation,\"A, B\"\n")).Single();

        query.ShouldBe(new RecordedQuery { QueryId = "q-1", Origin = "KAZ", Purpose = "investigation", FullName = "A, B", Phone = "+7701" });
    }

    [Fact]
    public void Read_ShortRow_HasEmptyCells()
        => QueriesFile.Read(new StringReader("query_id,origin,purpose,full_name\nq,KAZ\n")).Single().Purpose.ShouldBe("");

    [Fact]
    public void Read_MissingColumn_NamesIt()
        => Should.Throw<CliFailureException>(() => QueriesFile.Read(new StringReader("query_id,purpose\n"))).Message.ShouldContain("origin");

    [Fact]
    public void Json_HitAndReferred_ListsRecordsOfTheHitOnly()
    {
        var result = new QueryResult
        {
            QueryId = "q-1",
            Elapsed = TimeSpan.FromMilliseconds(12.345),
            Outcomes =
            [
                new CountryOutcome { Country = "TKM", Outcome = Outcome.Hit, Grade = Grade.A, MatchedOn = ["document"] },
                new CountryOutcome { Country = "KGZ", Outcome = Outcome.Referred, Grade = Grade.B, MatchedOn = ["name"] },
            ],
            RecordIds = new Dictionary<string, IReadOnlyList<string>> { ["TKM"] = ["TKM-1"], ["KGZ"] = ["KGZ-1"] },
        };

        QueryResultJson.Of(result).ShouldBe(
            """{"query_id":"q-1","elapsedMs":12.3,"outcomes":[{"country":"TKM","outcome":"HIT","grade":"A","record_ids":["TKM-1"],"matchedOn":["document"]},{"country":"KGZ","outcome":"REFERRED","grade":"B","record_ids":[],"matchedOn":["name"]}]}""");
    }

    [Fact]
    public void Json_QueryThatCouldNotBeAsked_SaysWhyAndListsCountriesAsNotAsked()
    {
        var result = new QueryResult
        {
            QueryId = "q-2",
            Error = "the purpose is not of the list",
            Outcomes = [new CountryOutcome { Country = "TKM", Outcome = Outcome.NotAsked }],
        };

        QueryResultJson.Of(result).ShouldBe(
            """{"query_id":"q-2","elapsedMs":0,"outcomes":[{"country":"TKM","outcome":"NOT_ASKED","grade":null,"record_ids":[],"matchedOn":[]}],"error":"the purpose is not of the list"}""");
    }

    [Fact]
    public void Totals_Results_CountOutcomesAndNameTheLog()
    {
        var hit = new CountryOutcome { Country = "TKM", Outcome = Outcome.Hit };
        var none = new CountryOutcome { Country = "UZB", Outcome = Outcome.NoHit };

        var line = QueryResultJson.Totals([new QueryResult { QueryId = "a", Outcomes = [hit, none] }, new QueryResult { QueryId = "b", Outcomes = [none] }], 7, "0a");

        line.ShouldBe("""{"totals":{"queries":2,"notAsked":0,"HIT":1,"NO_HIT":2},"log":{"size":7,"root":"0a"}}""");
        JsonDocument.Parse(line).RootElement.GetProperty("log").GetProperty("size").GetInt64().ShouldBe(7);
    }
}
