namespace FedHub.Transparency.Tests.Openings;

public sealed class ErasureLedgerTests
{
    [Fact]
    public void Ledger_OfALogThatErasedNothing_SaysNothing()
    {
        var ledger = new ErasureLedger();

        ledger.FirstUnannounced().ShouldBeNull();
        ledger.Count.ShouldBe(0);
        ledger.Announced.ShouldBe(0);
    }

    [Theory]
    [InlineData(10, 10, null)]
    [InlineData(9, 9, 9L)]
    [InlineData(64, 100, null)]
    [InlineData(100, 101, 101L)]
    [InlineData(63, 64, 63L)]
    [InlineData(4000, 5000, 4000L)]
    public void FirstUnannounced_IsTheFirstOutsideAllThatIsSaid(long one, long another, long? expected)
    {
        var ledger = new ErasureLedger();
        ledger.Add(new Erasure(AuditKind.QuerySubmitted, 64, 90, 2));
        ledger.Add(new Erasure(AuditKind.AnswerDelivered, 80, 100, 2));
        ledger.Add(new Erasure(AuditKind.AnswerDelivered, 10, 10, 1));
        ledger.AddErased(one);
        ledger.AddErased(another);

        ledger.FirstUnannounced().ShouldBe(expected);
        ledger.Announced.ShouldBe(5);
        ledger.Count.ShouldBe(2);
    }

    [Fact]
    public void Ranges_AddedInAnyOrder_ContainWhatEachOfThemDoes()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var added = Enumerable.Range(0, random.Next(8)).Select(_ => random.Next(100)).Select(first => (First: first, Last: first + random.Next(20))).ToList();
            var ranges = new EntryRanges();
            foreach (var (first, last) in added)
            {
                ranges.Add(first, last);
                ranges.Contains(first).ShouldBeTrue();
            }

            for (var index = 0; index < 125; index++)
            {
                ranges.Contains(index).ShouldBe(added.Exists(range => index >= range.First && index <= range.Last));
            }
        }
    }

    [Fact]
    public void Erasure_OfAnotherKindOrWithNumbersThatNoHubWrites_IsNone()
    {
        Erasure.TryRead(10, Said("2", "4", "3"), out var erasure).ShouldBeTrue();
        erasure.ShouldBe(new Erasure(AuditKind.QuerySubmitted, 2, 4, 3));
        Erasure.TryRead(4, Said("2", "4", "3"), out _).ShouldBeFalse();
        Erasure.TryRead(10, Said("-2", "4", "3"), out _).ShouldBeFalse();
        Erasure.TryRead(10, Said("2", "99999999999999999999", "3"), out _).ShouldBeFalse();
        Erasure.TryRead(10, Said("2", "4", ""), out _).ShouldBeFalse();
        Erasure.TryRead(10, Said("2", "4", "3") with { Kind = AuditKind.AdministratorAction }, out _).ShouldBeFalse();
        Erasure.TryRead(10, Said("2", "4", "3") with { Details = [] }, out _).ShouldBeFalse();
    }

    private static AuditPayload Said(string first, string last, string count) => new(
        AuditKind.PayloadsErased, null, "query-submitted", [new("kind", "query-submitted"), new("first", first), new("last", last), new("count", count)]);
}
