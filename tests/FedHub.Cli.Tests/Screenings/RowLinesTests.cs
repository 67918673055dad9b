using System.Text.Json;
using FedHub.Cli.Screenings;
using FedHub.Cli.Search;
using FedHub.Cli.Tests.Search;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Screenings;

public sealed class RowLinesTests
{
    [Fact]
    public void Csv_OfAnAskedRow_HasALineForEachCountryAndTheOwnApart()
        => RowLines.Csv(3, "q", Board()).ShouldBe(["3,KGZ,false,HIT,A,document,true,q", "3,UZB,false,UNREACHABLE,,,false,q", "3,KAZ,true,NO_HIT,,,true,q"]);

    [Fact]
    public void Csv_OfARowThatWasNotAsked_IsNotAskedAndNeverANoHit() => RowLines.Csv(4, "", null).ShouldBe(["4,,,NOT_ASKED,,,false,"]);

    [Fact]
    public void Json_OfARow_SaysWhatTheCsvSays()
    {
        var root = JsonDocument.Parse(RowLines.Json(3, "x-1", "q", Board())).RootElement;

        root.GetProperty("row").GetInt32().ShouldBe(3);
        root.GetProperty("id").GetString().ShouldBe("x-1");
        root.GetProperty("asked").GetBoolean().ShouldBeTrue();
        root.GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("outcome").GetString()).ShouldBe(["HIT", "UNREACHABLE", "NO_HIT"]);
        root.GetProperty("outcomes")[2].GetProperty("own").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NotAsked_SaysWhy(bool isJson)
    {
        var line = RowLines.NotAsked(2, "x", [new SearchWarning("document", "unreadable", false)], isJson);

        line.ShouldContain("NOT_ASKED");
        line.ShouldContain("document: unreadable");
        line.ShouldNotContain("NO_HIT");
    }

    private static SearchBoard Board()
    {
        var board = new SearchBoard(["KGZ", "UZB"]);
        board.Apply(Verdicts.Of("KGZ", "persons", Outcome.Hit, Grade.A, "0a"));
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.Unreachable));
        board.Apply(new OwnVerdicts("KAZ", [Verdicts.Of("KAZ", "persons", Outcome.NoHit)]));
        board.Complete(["KGZ"], ["UZB"], TimeSpan.Zero, logIndex: 1);
        return board;
    }
}
