using FedHub.Cli.Rpc;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Cli.Tests.Rpc;

public sealed class VerdictCodecTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void ToDomain_UnknownOutcome_IsNoVerdict(int number)
        => VerdictCodec.ToDomain(new CollectionOutcome { Member = "UZB", Outcome = (Contracts.Common.V1.Outcome)number }).Outcome.ShouldBe(Outcome.FailedVerification);

    [Fact]
    public void ToDomain_Hit_TakesEveryField()
    {
        var message = new CollectionOutcome
        {
            Member = "TKM",
            Collection = "persons",
            Outcome = Contracts.Common.V1.Outcome.Hit,
            Message = "text",
            Grade = Grade.B,
            Desk = new Desk { Name = "desk", Contact = "contact" },
            DueAtMs = 1_790_000_000_000,
            MatchedOn = { "phone" },
            Records =
            {
                new RecordMatch
                {
                    Grade = Grade.C,
                    MatchedOn = { "phone" },
                    RecordHandle = ByteString.CopyFrom(0xAB, 0x01),
                    Category = "suspect",
                    Summary = { new SummaryField { Name = "n", Value = "v" } },
                    Reasons = { new FieldReason { Field = "phone", Agreement = Agreement.Similar, Text = "t" } },
                    AndMore = true,
                },
            },
        };

        var verdict = VerdictCodec.ToDomain(message);

        (verdict.Member, verdict.Collection, verdict.Outcome, verdict.Message, verdict.Grade).ShouldBe(("TKM", "persons", Outcome.Hit, "text", Matching.Grade.B));
        verdict.Desk.ShouldBe(new Cli.Search.DeskContact("desk", "contact"));
        verdict.DueAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));
        verdict.MatchedOn.ShouldBe(["phone"]);
        var record = verdict.Records.Single();
        (record.Grade, record.Handle, record.Category, record.AndMore).ShouldBe((Matching.Grade.C, "ab01", "suspect", true));
        record.Summary.ShouldBe([KeyValuePair.Create("n", "v")]);
        record.Reasons.ShouldBe([new Matching.FieldReason("phone", Matching.Agreement.Similar, "t")]);
    }

    [Fact]
    public void ToDomain_Empty_HasNoDeskAndNoDueTime()
    {
        var verdict = VerdictCodec.ToDomain(new CollectionOutcome());

        verdict.Desk.ShouldBeNull();
        verdict.DueAt.ShouldBeNull();
        verdict.Grade.ShouldBe(Matching.Grade.None);
    }
}
