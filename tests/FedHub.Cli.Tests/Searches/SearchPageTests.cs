using System.Text.Json;
using System.Text.RegularExpressions;
using FedHub.Cli.Searches;
using FedHub.Contracts.Common.V1;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Letter.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Cli.Tests.Searches;

public sealed partial class SearchPageTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 8, 15, 0, TimeSpan.Zero);

    [Fact]
    public void Page_EverythingFromOutside_IsEscaped()
    {
        const string Evil = "<script>alert('x')</script>\"&";
        var search = Details();
        search.Summary.CaseReference = search.Summary.LegalBasis = search.Summary.Officer = search.Summary.Agency = Evil;
        search.Members.Add(Evil);
        search.Outcomes[0].Message = search.Outcomes[0].Desk.Name = search.Outcomes[0].Desk.Contact = Evil;
        search.Outcomes[0].Records[0].Category = Evil;
        search.Outcomes[0].Records[0].Summary.Add(new SummaryField { Name = Evil, Value = Evil });
        search.Outcomes[0].Records[0].Reasons.Add(new FieldReason { Field = Evil, Text = Evil });

        var page = SearchPage.Render(search, _at);

        page.ShouldNotContain("<script");
        page.ShouldContain("&lt;script&gt;");
        AllowedTags().Replace(page, "").ShouldNotContain("<");
    }

    [Fact]
    public void Page_NeedsNothingFromElsewhere()
    {
        var page = SearchPage.Render(Details(), _at);

        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("src=");
        page.ShouldContain("default-src 'none'");
    }

    [Fact]
    public void Page_CanBeReadAloud()
    {
        var page = SearchPage.Render(Details(), _at);

        page.ShouldStartWith("<!DOCTYPE html>\n<html lang=\"en\">");
        page.ShouldContain("<caption>");
        page.ShouldContain("<th scope=\"col\">Verdict</th>");
        page.ShouldContain("<th scope=\"row\">UZB</th>");
        page.ShouldContain("<main>");
    }

    [Fact]
    public void Page_HoldsTheReceiptTheMarkAndTheNotice()
    {
        var page = SearchPage.Render(Details(), _at);

        page.ShouldContain("<dt>Log entry</dt><dd>41</dd>");
        page.ShouldContain(new string('1', 64));
        page.ShouldContain(new string('2', 64));
        page.ShouldContain("marked confirmed");
        page.ShouldContain("WITHDRAWN by its owner since");
        page.ShouldContain("2026-03-01 08:15 UTC");
    }

    [Fact]
    public void Page_OfASearchThatIsNotFinal_WarnsOfIt()
    {
        var search = Details();
        search.Outcomes[0].Outcome = Outcome.Waiting;
        search.Outcomes[0].IsFinal = false;

        SearchPage.Render(search, _at).ShouldContain("class=\"warn\" role=\"note\">0 of 1 countries have given a final verdict. NOT FINAL: UZB.");
    }

    [Fact]
    public void PageAndJson_HoldTheOwnRecordsApart()
    {
        var search = Details();
        search.Own = new OwnRecords { Member = "KAZ" };
        search.Own.Outcomes.Add(new CollectionOutcome { Member = "KAZ", Collection = "persons", Outcome = Outcome.Referred, IsFinal = true });

        var page = SearchPage.Render(search, _at);
        using var json = JsonDocument.Parse(SearchesJson.Of(search));

        page.ShouldContain("<h2>What your own country's records say</h2>");
        page.ShouldContain("<th scope=\"row\">KAZ</th><td>persons</td><td>REFERRED</td>");
        json.RootElement.GetProperty("own").GetProperty("outcomes")[0].GetProperty("outcome").GetString().ShouldBe("REFERRED");
        json.RootElement.GetProperty("outcomeDetails").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Page_WhereTheOwnRecordsWereNotLookedIn_SaysSo()
        => SearchPage.Render(Details(), _at).ShouldContain("<p>Own records: not looked in. This is not a no-hit.</p>");

    [Fact]
    public void Json_HoldsTheSame()
    {
        using var json = JsonDocument.Parse(SearchesJson.Of(Details()));

        json.RootElement.GetProperty("receipt").GetProperty("logIndex").GetUInt64().ShouldBe(41ul);
        json.RootElement.GetProperty("case").GetString().ShouldBe("2026-17");
        var record = json.RootElement.GetProperty("outcomeDetails")[0].GetProperty("records")[0];
        record.GetProperty("mark").GetString().ShouldBe("confirmed");
        record.GetProperty("change").GetString().ShouldBe("withdrawn");
        json.RootElement.GetProperty("notFinal").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Line_NamesStateCaseOutcomesAndNotice()
    {
        var search = Details();

        SearchesText.Line(search.Summary).ShouldBe(
            $"{SearchesText.Id(search.Summary.QueryId.Span)}  2026-03-01 08:15 UTC  final  investigation  2026-17  HIT 1  RECORD CHANGED");
    }

    [Theory]
    [InlineData("all", "KGZ,UZB")]
    [InlineData("kgz", "KGZ")]
    [InlineData("UZB, kgz", "UZB,KGZ")]
    [InlineData("none", "")]
    [InlineData("", "")]
    [InlineData("everybody", "")]
    [InlineData("TJK", "")]
    public void ConfirmPrompt_AsksOnlyWhomItWasTold(string typed, string asked)
        => string.Join(',', Cli.Search.ConfirmPrompt.Read(typed, ["KGZ", "UZB"])).ShouldBe(asked);

    private static SearchDetails Details()
    {
        var details = new SearchDetails
        {
            Summary = new SearchSummary
            {
                QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()),
                Officer = "o-1",
                Agency = "police",
                Purpose = Purpose.Investigation,
                LegalBasis = "treaty, art. 4",
                CaseReference = "2026-17",
                CreatedAtMs = _at.ToUnixTimeMilliseconds(),
                ExpiresAtMs = _at.ToUnixTimeMilliseconds(),
                ChangedAtMs = _at.ToUnixTimeMilliseconds(),
                State = SearchState.Ended,
                IsFinal = true,
                HasNotice = true,
            },
            Receipt = new SearchReceipt
            {
                LogIndex = 42,
                QueryDigest = ByteString.CopyFrom([.. Enumerable.Repeat((byte)0x11, 32)]),
                EnvelopeDigest = ByteString.CopyFrom([.. Enumerable.Repeat((byte)0x22, 32)]),
            },
        };
        details.Summary.Outcomes.Add(new OutcomeCount { Outcome = Outcome.Hit, Count = 1 });
        details.Members.Add("UZB");
        var outcome = new CollectionOutcome { Member = "UZB", Collection = "persons", Outcome = Outcome.Hit, Grade = Grade.A, IsFinal = true, Desk = new Desk { Name = "Desk", Contact = "desk@example.org" } };
        outcome.Records.Add(new RecordMatch
        {
            Grade = Grade.A,
            RecordHandle = ByteString.CopyFrom(new byte[16]),
            Category = "suspect",
            Change = RecordChange.Withdrawn,
            ChangedAtMs = _at.ToUnixTimeMilliseconds(),
            Mark = HitMark.Confirmed,
        });
        details.Outcomes.Add(outcome);
        return details;
    }

    [GeneratedRegex("<!DOCTYPE html>|</?(html|head|meta|title|style|body|main|h1|h2|p|dl|dt|dd|table|caption|thead|tbody|tr|th|td|br)( [a-z-]+=\"[^\"<>]*\")*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AllowedTags();
}
