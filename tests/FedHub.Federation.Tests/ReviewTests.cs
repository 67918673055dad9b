using System.Globalization;
using System.Text.Json;
using FedHub.Cli.Searches;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Federation.Tests.Support;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Federation.Tests;

/// <summary>A disclosure that a person decides: from the search to the answer, with everybody away in between.</summary>
[Collection(SharedFederation.Name)]
public sealed class ReviewTests(LiveFederation federation)
{
    private const Contracts.Query.V1.DisclosureOutcome Referred = Contracts.Query.V1.DisclosureOutcome.Referred;

    [Fact]
    public async Task Decision_WhileAskerAndHubAreAway_ReachesTheSearchAfterTheirReturn()
    {
        var (queryId, review) = await AskAsync();
        (await ShowAsync(queryId)).ShouldBe("UZB UNDER_REVIEW");
        await federation.ProcessOf("KAZ").KillAsync();
        await federation.ProcessOf("hub").KillAsync();

        await using var decide = await NodeAsync("review", "decide", review, "disclose", "--reason", "desk has confirmed");
        decide.ExitCode.ShouldBe(0, decide.Error);

        // Killed right after it was acknowledged: the answer lies in its outbox.
        await federation.ProcessOf("UZB").KillAsync();
        await federation.RestoreAsync();

        await Wait.UntilAsync("the answer has come", async () => await ShowAsync(queryId) == "UZB HIT A");
        await using var log = await NodeAsync("disclosures", "--json", "--member", "KAZ");
        var outcomes = log.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(entry => entry.GetProperty("query_id").GetString() == queryId.ToString()).Select(entry => entry.GetProperty("outcome").GetString());
        outcomes.ShouldBe(["disclosed", "under-review"]);
        await federation.VerifyLogAsync();
    }

    [Fact]
    public async Task TwoAdmins_DecidingTheSame_OneIsToldThatTheOtherWasFirst()
    {
        var (queryId, review) = await AskAsync();

        var decisions = await Task.WhenAll(
            NodeAsync("review", "decide", review, "refer", "--reason", "first"),
            NodeAsync("review", "decide", review, "refuse", "--ground", "would endanger a person", "--reason", "second"));

        decisions.Count(decision => decision.ExitCode == 0).ShouldBe(1);
        decisions.Single(decision => decision.ExitCode != 0).Error.ShouldContain("Your decision was not taken.");
        await Wait.UntilAsync("the answer has come", async () => await ShowAsync(queryId) is "UZB REFERRED" or "UZB REFUSED");
        foreach (var decision in decisions)
        {
            await decision.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(120)]
    public async Task Owner_KilledAroundTheDecision_AnswersExactlyOnce(int millisecondsLater)
    {
        var (queryId, review) = await AskAsync();
        var before = await RelayedAsync();
        using var channel = Cli.Rpc.AdminConnection.Open(federation.Files.NodeFolder("UZB"));
        var request = new Contracts.Node.V1.DecideReviewRequest { Id = ulong.Parse(review, CultureInfo.InvariantCulture), Outcome = Referred, Reason = "kill" };
        var deciding = new Contracts.Node.V1.ReviewService.ReviewServiceClient(channel).DecideReviewAsync(request).ResponseAsync;
        await Task.WhenAny(deciding, Task.Delay(millisecondsLater));
        await federation.ProcessOf("UZB").KillAsync();
        await Task.WhenAny(deciding);
        await federation.RestoreAsync();

        // Decided or not, deciding so again leads to the same end.
        await using var again = await NodeAsync("review", "decide", review, "refer", "--reason", "again");
        await Wait.UntilAsync("the answer has come", async () => await ShowAsync(queryId) == "UZB REFERRED");
        (await RelayedAsync() - before).ShouldBe(1);
    }

    /// <summary>Letters that the hub has taken in.</summary>
    private async Task<int> RelayedAsync()
    {
        await federation.VerifyLogAsync();
        return StoredLeaves.CountOf(federation.Files, Transparency.AuditKind.MessageRelayed);
    }

    /// <summary>Searches for a purpose that a person decides on; gives the search and the owner's number of the review.</summary>
    private async Task<(QueryId QueryId, string Review)> AskAsync()
    {
        var input = Searches.Passport(TestPeople.UzbekPassport) with { Purpose = Purpose.BorderCheck, To = ["UZB"] };
        var preparation = await federation.Officer.Search.PrepareAsync(input, CancellationToken.None).WaitAsync(Wait.Patience);
        var prepared = preparation.Search.ShouldNotBeNull();
        await federation.Officer.Search.RunAsync(prepared, new Cli.Search.SearchBoard(prepared.Members), static () => { }, CancellationToken.None).WaitAsync(Wait.Patience);
        await using var list = await NodeAsync("review", "list", "--json");
        var review = list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Single(entry => entry.GetProperty("query_id").GetString() == prepared.QueryId.ToString());
        return (prepared.QueryId, review.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture));
    }

    private async Task<string> ShowAsync(QueryId queryId)
    {
        using var call = federation.Officer.Searches.WatchSearch(new WatchSearchRequest { QueryId = ByteString.CopyFrom(queryId.ToArray()) });
        (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Wait.Patience)).ShouldBeTrue();
        var verdict = SearchesText.Board(call.ResponseStream.Current.Search).Verdicts.Single(verdict => verdict.Collection == "persons");
        return $"{verdict.Member} {Tokens.Of(verdict.Outcome)}{(verdict.Outcome == Outcome.Hit ? " " + verdict.Grade : "")}";
    }

    private Task<CliProcess> NodeAsync(params string[] arguments) => CliProcess.RunAsync(["node", .. arguments, "--data", federation.Files.NodeFolder("UZB")]);
}
