using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Gateway;

public sealed class SearchTests
{
    private const string Records = """
        r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567
        r2,victim,Zhanyl Kasymbekova,1999-01-02,KGZ:AN7654321,
        """;

    private static readonly string[] _document = ["document"];

    [Fact]
    public async Task Passport_InAnotherCountrysFile_IsAHitThereAndNoHitElsewhere()
    {
        await using var federation = await TestFederation.CreateAsync(Records);

        var events = await federation.SearchAsync(new MatchSubject { Documents = ["KAZ:N1234567"] });

        var results = events.OfType<CollectionResult>().ToDictionary(result => result.Collection.ToString());
        results["persons"].Outcome.ShouldBe(Outcome.Hit);
        results["persons"].Records.Single().MatchedOn.Select(matched => matched.ToToken()).ShouldBe(_document);
        results["persons"].Records.Single().Category.ShouldBe("suspect");
        results["persons"].Records.Single().Handle.Length.ShouldBe(16);
        results["referral"].Outcome.ShouldBe(Outcome.NoHit);
        results["objects"].Outcome.ShouldBe(Outcome.NoHit);
        var finished = events[^1].ShouldBeOfType<SearchFinished>();
        finished.Final.ShouldBe([TestFederation.Uzb]);
        finished.NotFinal.ShouldBeEmpty();
        finished.QueryLogIndex.ShouldBe(1ul);
    }
}
