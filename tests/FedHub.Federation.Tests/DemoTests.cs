using System.Text.Json;
using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests;

/// <summary><c>fedhub demo --once --json</c> as a process: what is documented comes out, for each search.</summary>
[Collection(SharedFederation.Name)]
public sealed class DemoTests(LiveFederation federation)
{
    /// <summary>All collections of every country; what is not named is NO_HIT.</summary>
    private static readonly Dictionary<string, string[]> _expected = new(StringComparer.Ordinal)
    {
        ["passport-exact"] = ["TKM/persons HIT A document"],
        ["name-across-scripts"] = ["*/objects NOT_ASKED", "TKM/persons HIT A name", "UZB/persons HIT A name"],
        ["victim-referred"] = ["*/objects NOT_ASKED", "KGZ/referral REFERRED A name", "UZB/referral REFERRED A name"],
        ["stolen-document"] = ["*/referral NOT_ASKED", "TJK/objects HIT A document"],
        ["phone"] = ["*/objects NOT_ASKED", "TKM/persons HIT C phone"],
        ["vehicle"] = ["*/referral NOT_ASKED", "KGZ/objects HIT B vehicle"],
        ["account"] = ["*/objects NOT_ASKED", "*/referral NOT_ASKED", "TKM/persons HIT B account"],
        ["no-hit"] = [],
        ["purpose-not-allowed"] = ["*/objects NOT_ASKED", "*/referral NOT_ASKED"],
        ["country-down"] = ["TKM/persons HIT A document", "TJK/objects UNREACHABLE", "TJK/persons UNREACHABLE", "TJK/referral UNREACHABLE"],
    };

    private static readonly string[] _asked = ["KGZ", "TJK", "TKM", "UZB"];
    private static readonly string[] _collections = ["objects", "persons", "referral"];

    [Fact]
    public async Task Demo_OnceAsJson_GivesTheDocumentedOutcomeOfEverySearchAndAVerifiedLog()
    {
        var demo = await federation.Demo;

        demo.ExitCode.ShouldBe(0, demo.Error);
        using var document = JsonDocument.Parse(demo.Output);
        var root = document.RootElement;
        root.GetProperty("countries").EnumerateArray().Select(country => country.GetString()).ShouldBe(["KAZ", "KGZ", "TJK", "TKM", "UZB"]);
        var searches = root.GetProperty("searches").EnumerateArray().ToList();
        searches.Select(search => search.GetProperty("name").GetString()).ShouldBe(_expected.Keys);
        foreach (var search in searches)
        {
            var name = search.GetProperty("name").GetString()!;
            Outcomes(search).ShouldBe(Expand(_expected[name]), name);
            search.GetProperty("elapsedMs").GetInt64().ShouldBeGreaterThan(0);
        }

        root.GetProperty("log").GetProperty("verified").GetBoolean().ShouldBeTrue();
        root.GetProperty("log").GetProperty("size").GetInt64().ShouldBeGreaterThan(100);
        demo.Error.ShouldMatch("In a copy of it entry [0-9]+ was rewritten .*Found: the checkpoint of size [0-9]+ has another root than the entries");
    }

    private static IEnumerable<string> Outcomes(JsonElement search) => search.GetProperty("outcomes").EnumerateArray().Select(outcome => string.Join(
        ' ',
        new[]
        {
            outcome.GetProperty("country").GetString() + "/" + outcome.GetProperty("collection").GetString(),
            outcome.GetProperty("outcome").GetString(),
            outcome.GetProperty("grade").GetString(),
            string.Join(',', outcome.GetProperty("matchedOn").EnumerateArray().Select(token => token.GetString())),
        }.Where(word => !string.IsNullOrEmpty(word))));

    private static IEnumerable<string> Expand(string[] exceptions) =>
        from country in _asked
        from collection in _collections
        select exceptions.FirstOrDefault(line => line.StartsWith($"{country}/{collection} ", StringComparison.Ordinal))
            ?? exceptions.Where(line => line.StartsWith($"*/{collection} ", StringComparison.Ordinal)).Select(line => country + line[1..]).FirstOrDefault()
            ?? $"{country}/{collection} NO_HIT";
}
