using System.Text.Json;
using FedHub.Cli.Demo.Cast;
using FedHub.Cli.Demo.Show;
using FedHub.Cli.Search;
using FedHub.Cli.Tests.Search;
using FedHub.Matching;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Cli.Tests.Demo;

public sealed class DemoScriptTests
{
    [Fact]
    public void Json_Searches_HaveTheShapeThatScriptsRelyOn()
    {
        var board = new SearchBoard(["TKM"]);
        board.Apply(Verdicts.Of("TKM", "persons", Outcome.Hit, Grade.A, "01"));
        board.Complete(["TKM"], [], TimeSpan.FromMilliseconds(42), logIndex: 1);

        DemoResult.Json(["KAZ", "TKM"], [(DemoScript.Searches[0], board)], Report(9)).ShouldBe(
            """{"countries":["KAZ","TKM"],"searches":[{"name":"passport-exact","elapsedMs":42,"outcomes":[{"country":"TKM","collection":"persons","outcome":"HIT","grade":"A","matchedOn":["document"]}]}],"log":{"size":9,"verified":true}}""");
    }

    [Fact]
    public void Json_LogWithAFinding_IsNotVerified()
        => JsonDocument.Parse(DemoResult.Json([], [], Report(9, "entry 3 is missing"))).RootElement.GetProperty("log").GetProperty("verified").GetBoolean().ShouldBeFalse();

    [Fact]
    public void Searches_TheCountryThatIsDown_IsTheLast()
        => DemoScript.Searches.TakeWhile(search => search.StoppedMember is null).Count().ShouldBe(DemoScript.Searches.Count - 1);

    [Fact]
    public void Searches_Names_AreDistinct()
        => DemoScript.Searches.Select(search => search.Name).Distinct().Count().ShouldBe(DemoScript.Searches.Count);

    private static LogFsckReport Report(long count, params string[] findings) => new(count, MerkleHash.EmptyRoot, null, 0, 0, [.. findings]);
}
