using System.Text.Json;
using FedHub.Cli.Reviews;
using FedHub.Contracts.Common.V1;
using FedHub.Contracts.Letter.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Contracts.Query.V1;

namespace FedHub.Cli.Tests.Reviews;

public sealed class ReviewOutputTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 8, 15, 0, TimeSpan.Zero);

    [Fact]
    public void Line_OfAnOverdueReview_SaysSo()
        => ReviewText.Line(Details().Review).ShouldBe("   17  OVERDUE    due 2026-03-01 08:15 UTC  KAZ  border-check  persons/suspect  two persons");

    [Fact]
    public void Lines_TellWhoAsksWhyAboutWhomAndWhatMayBeDecided()
    {
        var lines = ReviewText.Lines(Details()).ToList();

        lines.ShouldContain("asks      KAZ, police, officer o-1");
        lines.ShouldContain("why       border-check, art. 1");
        lines.ShouldContain("record    r-17 (persons, suspect)");
        lines.ShouldContain("releases  handle, category, desk, nationality");
        lines.ShouldContain("grounds   a; b");
        lines.ShouldContain("said      2026-03-01 08:15 UTC o-2: refused (a): because");
    }

    [Fact]
    public void Json_HoldsTheSame()
    {
        using var json = JsonDocument.Parse(ReviewJson.Of(Details()));

        json.RootElement.GetProperty("id").GetInt32().ShouldBe(17);
        json.RootElement.GetProperty("overdue").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("recordId").GetString().ShouldBe("r-17");
        json.RootElement.GetProperty("votes")[0].GetProperty("outcome").GetString().ShouldBe("refused");
        json.RootElement.GetProperty("decided").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Counts_WithOverdueOnes_SayWhatBecomesOfThem()
    {
        ReviewText.Counts(3, 0).ShouldBe("3 open, 0 overdue.");
        ReviewText.Counts(3, 1).ShouldBe("3 open, 1 overdue. One that nobody decides is refused 14 days after its due time.");
    }

    [Fact]
    public void Disclosure_NamesWhoWhyWhichRecordAndWhatTheyGot()
    {
        var entry = new DisclosureEntry
        {
            AtMs = _at.ToUnixTimeMilliseconds(),
            Origin = "KAZ",
            Agency = "police\u001b[31m",
            Officer = "o-1",
            Purpose = Purpose.Investigation,
            LegalBasis = "art. 1",
            Collection = "persons",
            Category = "suspect",
            RecordId = "r-1",
            Outcome = DisclosureOutcome.Disclosed,
            Released = { "nationality" },
            Mark = HitMark.Wrong,
        };

        DisclosureLines.Text(entry).ShouldBe(
            "2026-03-01 08:15 UTC  KAZ, police [31m, o-1  investigation, art. 1  persons: r-1  disclosed (nationality), marked wrong");
        using var json = JsonDocument.Parse(DisclosureLines.Json(entry));
        json.RootElement.GetProperty("outcome").GetString().ShouldBe("disclosed");
        json.RootElement.GetProperty("mark").GetString().ShouldBe("wrong");
        entry.RecordId = "";
        DisclosureLines.Text(entry).ShouldContain("persons: withdrawn");
    }

    private static ReviewDetails Details() => new()
    {
        Review = new Review
        {
            Id = 17,
            State = ReviewState.Open,
            Origin = "KAZ",
            Agency = "police",
            Officer = "o-1",
            Purpose = Purpose.BorderCheck,
            LegalBasis = "art. 1",
            Collection = "persons",
            Category = "suspect",
            KeyKinds = { "doc" },
            AskedAtMs = _at.AddDays(-1).ToUnixTimeMilliseconds(),
            DueAtMs = _at.ToUnixTimeMilliseconds(),
            LapsesAtMs = _at.AddDays(14).ToUnixTimeMilliseconds(),
            Overdue = true,
            TwoPersons = true,
        },
        RecordId = "r-17",
        Releases = { "nationality" },
        Grounds = { "a", "b" },
        Votes = { new ReviewVote { AtMs = _at.ToUnixTimeMilliseconds(), Reviewer = "o-2", Outcome = DisclosureOutcome.Refused, Ground = "a", Reason = "because" } },
    };
}
