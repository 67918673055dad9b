using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Gateway;

/// <summary>Vehicles and accounts go the whole way: mapping, keys, filter, blinded search, disclosure.</summary>
public sealed class IdentifierClassTests(ObjectFixture fixture) : IClassFixture<ObjectFixture>
{
    [Theory]
    [InlineData("KAZ:123ABC02", "KAZ", "objects", "vehicle")]
    [InlineData("kaz: 123 авс 02", "KAZ", "objects", "vehicle")]
    [InlineData("UZB:01A777AA", "UZB", "objects", "vehicle")]
    [InlineData("UZB:30B555BB", "", "persons", "suspect")]
    public async Task Plate_WithItsIssuingCountry_IsAHitWhereTheRecordLies(string plate, string issuer, string collection, string category)
    {
        var results = await SearchAsync(new MatchSubject { Vehicles = [plate] });

        var hit = results[collection];
        (hit.Outcome, hit.Records.Single().Category, hit.Records.Single().Score.Grade).ShouldBe((Outcome.Hit, category, Grade.B));
        hit.Records.Single().MatchedOn.ShouldBe([IdentifierClass.Vehicle]);
        results.Where(result => result.Key != collection).ShouldAllBe(result => result.Value.Records.Count == 0);
        if (issuer.Length > 0)
        {
            hit.Records.Single().Summary.Single(field => field.Name == "vehicle").Value.ShouldEndWith(plate.Contains("01A", StringComparison.Ordinal) ? "01A777AA" : "KAZ:123ABC02");
        }
    }

    [Fact]
    public async Task Plate_OfAnotherCountry_IsAPossibleMatchAtMost()
    {
        var results = await SearchAsync(new MatchSubject { Vehicles = ["KGZ:123ABC02"] });

        results["objects"].Records.ShouldAllBe(record => record.Score.Grade == Grade.C);
    }

    [Theory]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00")]
    [InlineData("DE89370400440532013000")]
    [InlineData("Telegram:recruiter_one")]
    [InlineData("https://t.me/recruiter_one")]
    [InlineData("contact@example.org")]
    public async Task Account_InAnyForm_IsAHit(string account)
    {
        var results = await SearchAsync(new MatchSubject { Accounts = [account.Replace("IBAN ", "iban:", StringComparison.Ordinal)] });

        results["persons"].Outcome.ShouldBe(Outcome.Hit);
        results["persons"].Records.Single().MatchedOn.ShouldBe([IdentifierClass.Account]);
    }

    [Fact]
    public async Task Account_OfNobody_IsNoHitWhereItWasAskedAndNotAskedElsewhere()
    {
        var results = await SearchAsync(new MatchSubject { Accounts = ["telegram:@nobody_here"] });

        results["persons"].Outcome.ShouldBe(Outcome.NoHit);
        results["objects"].Outcome.ShouldBe(Outcome.NotAsked);
        results["referral"].Outcome.ShouldBe(Outcome.NotAsked);
    }

    private async Task<Dictionary<string, CollectionResult>> SearchAsync(MatchSubject subject) =>
        (await fixture.Federation.SearchAsync(subject)).OfType<CollectionResult>().ToDictionary(result => result.Collection.ToString(), StringComparer.Ordinal);
}
