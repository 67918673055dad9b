using System.Text.Json;
using FedHub.Cli.Search;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Search;

public sealed class SearchOutputTests
{
    private static readonly CollectionVerdict _hit = new()
    {
        Member = "TKM",
        Collection = "persons",
        Outcome = Outcome.Hit,
        Grade = Grade.A,
        MatchedOn = ["document"],
        Desk = new DeskContact("Anti-trafficking desk", "desk@example.org"),
        Records =
        [
            new MatchedRecord
            {
                Grade = Grade.A,
                MatchedOn = ["document"],
                Reasons = [new FieldReason("document", Agreement.Same, "the same number and issuer")],
                Handle = "0a0b",
                Category = "suspect",
                Summary = [KeyValuePair.Create("nationality", "TKM")],
            },
        ],
    };

    [Fact]
    public void Json_Hit_HasGradeReasonsDeskAndHandle()
    {
        var root = JsonDocument.Parse(SearchJson.Of("q", Board())).RootElement;

        var outcome = root.GetProperty("outcomes")[0];
        outcome.GetProperty("country").GetString().ShouldBe("TKM");
        outcome.GetProperty("outcome").GetString().ShouldBe("HIT");
        outcome.GetProperty("grade").GetString().ShouldBe("A");
        outcome.GetProperty("desk").GetProperty("contact").GetString().ShouldBe("desk@example.org");
        var record = outcome.GetProperty("records")[0];
        record.GetProperty("handle").GetString().ShouldBe("0a0b");
        record.GetProperty("reasons")[0].GetProperty("agreement").GetString().ShouldBe("same");
        record.GetProperty("summary").GetProperty("nationality").GetString().ShouldBe("TKM");
        root.GetProperty("notFinal")[0].GetString().ShouldBe("UZB");
        root.GetProperty("logIndex").GetInt64().ShouldBe(41);
        root.GetProperty("elapsedMs").GetInt64().ShouldBe(120);
    }

    [Fact]
    public void Json_OwnRecords_AreAMemberOfTheirOwnAndInNoSum()
    {
        var board = Board();
        board.Apply(new OwnVerdicts("KAZ", [_hit with { Member = "KAZ" }, Verdicts.OutOfScope("KAZ", "objects")]));

        var root = JsonDocument.Parse(SearchJson.Of("q", board)).RootElement;

        root.GetProperty("outcomes").GetArrayLength().ShouldBe(1);
        root.GetProperty("own").GetProperty("country").GetString().ShouldBe("KAZ");
        root.GetProperty("own").GetProperty("final").GetBoolean().ShouldBeTrue();
        root.GetProperty("own").GetProperty("outcomes")[0].GetProperty("outcome").GetString().ShouldBe("HIT");
        root.GetProperty("summary").GetString()!.ShouldStartWith("1 of 2 countries");
    }

    [Fact]
    public void Json_OwnRecordsNotLookedIn_IsNullAndNotAnEmptyList()
        => JsonDocument.Parse(SearchJson.Of("q", Board())).RootElement.GetProperty("own").ValueKind.ShouldBe(JsonValueKind.Null);

    [Fact]
    public void Table_OfOwnRecords_LeavesOutWhatHoldsNothingOfTheKind()
    {
        using var terminal = new TestTerminal();
        terminal.Terminal.CreateAnsiConsole().Write(SearchTable.Draw(new OwnVerdicts("KAZ", [_hit with { Member = "KAZ" }, Verdicts.OutOfScope("KAZ", "objects")])));

        terminal.Output.ShouldContain("Own records");
        terminal.Output.ShouldContain("HIT");
        terminal.Output.ShouldNotContain("objects");
    }

    [Theory]
    [InlineData(false, "Own records: not looked in. This is not a no-hit.")]
    [InlineData(true, "Own records: KAZ has no collection for what was given.")]
    public void Summary_WithoutATableOfOwnRecords_SaysWhy(bool isLookedIn, string text)
    {
        var board = Board();
        if (isLookedIn)
        {
            board.Apply(new OwnVerdicts("KAZ", [Verdicts.OutOfScope("KAZ", "objects")]));
        }

        SearchSummary.OfOwn(board).ShouldBe(text);
    }

    [Fact]
    public void Table_BeforeTheEnd_ShowsWhoIsStillAsked()
    {
        using var terminal = new TestTerminal();
        terminal.Terminal.CreateAnsiConsole().Write(SearchTable.Draw(new SearchBoard(["KGZ"])));

        terminal.Output.ShouldContain("KGZ");
        terminal.Output.ShouldContain("asking ...");
    }

    [Fact]
    public void Table_AfterTheEnd_ShowsVerdictsDeskAndWhoGaveNone()
    {
        using var terminal = new TestTerminal();
        terminal.Terminal.CreateAnsiConsole().Write(SearchTable.Draw(Board()));

        terminal.Output.ShouldContain("HIT");
        terminal.Output.ShouldContain("Anti-trafficking desk, desk@example.org");
        terminal.Output.ShouldContain("document: same, the same number and issuer");
        terminal.Output.ShouldContain("NO VERDICT");
    }

    [Fact]
    public void Table_TextWithMarkupAndEscapes_IsShownAsTextOnly()
    {
        var board = new SearchBoard(["UZB"]);
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.Refused) with { Message = "[red]x[/] \u001b[2Jy", Desk = new DeskContact("a\u001b]0;z\u0007", "[b") });
        using var terminal = new TestTerminal();

        terminal.Terminal.CreateAnsiConsole().Write(SearchTable.Draw(board));

        terminal.Output.ShouldContain("[red]x[/]");
        terminal.Output.ShouldNotContain("\u001b");
        terminal.Output.ShouldNotContain("\u0007");
    }

    private static SearchBoard Board()
    {
        var board = new SearchBoard(["TKM", "UZB"]);
        board.Apply(_hit);
        board.Complete(["TKM"], ["UZB"], TimeSpan.FromMilliseconds(120), logIndex: 41);
        return board;
    }
}
