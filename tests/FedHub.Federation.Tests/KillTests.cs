using System.Text.Json;
using FedHub.Cli;
using FedHub.Cli.HubAdmin;
using FedHub.Cli.Search;
using FedHub.Federation.Tests.Support;
using FedHub.Protocol;

namespace FedHub.Federation.Tests;

/// <summary>Processes killed with SIGKILL. The owner that is to be asked is paused first, so that the query is surely under way.</summary>
[Collection(SharedFederation.Name)]
public sealed class KillTests(LiveFederation federation)
{
    [Fact]
    public async Task Hub_KilledDuringAQuery_KeepsTheAnswersAndEveryEntryAndCountsOnce()
    {
        var once = await CostOfOneSearchAsync();
        var (atHub, atOwner) = (await Budgets.UsedAtHubAsync(federation, "KAZ"), await Budgets.UsedAtAsync(federation, "UZB", "KAZ"));

        await federation.ProcessOf("UZB").PauseAsync();
        var (search, othersAnswered) = StartSearch();
        await othersAnswered.WaitAsync(Wait.Patience);
        var acknowledged = StoredLeaves.Of(federation.Files);
        await federation.ProcessOf("hub").KillAsync();
        var left = HubLogCheck.Run(federation.Files.HubFolder, null, null, CancellationToken.None);
        await federation.ProcessOf("UZB").ResumeAsync();
        federation.Start("hub");
        var board = await search;
        await federation.RestoreAsync();

        // What was shown stays; the other either answers after all or is named.
        Searches.Of(board, "KGZ").ShouldContain(Outcome.Hit);
        var uzbek = Searches.Of(board, "UZB");
        (uzbek.Contains(Outcome.Hit) || uzbek.SequenceEqual([Outcome.Unreachable])).ShouldBeTrue(Searches.Summary(board));
        board.NotFinal.ShouldBe(uzbek.Contains(Outcome.Hit) ? [] : ["UZB"]);
        board.IsCompleted.ShouldBeTrue();

        left.Findings.ShouldBeEmpty();
        ((int)left.Count).ShouldBeGreaterThanOrEqualTo(acknowledged.Count);
        await federation.VerifyLogAsync();
        StoredLeaves.Of(federation.Files).Take(acknowledged.Count).ShouldBe(acknowledged);

        (await Budgets.UsedAtHubAsync(federation, "KAZ") - atHub).ShouldBe(once);
        (await Budgets.UsedAtAsync(federation, "UZB", "KAZ") - atOwner).ShouldBeOneOf(uzbek.Contains(Outcome.Hit) ? [once] : [0, once]);
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
    }

    [Fact]
    public async Task Node_KilledDuringAQuery_IsUnreachableAndAnswersAfterItsReturn()
    {
        var once = await CostOfOneSearchAsync();
        var atOwner = await Budgets.UsedAtAsync(federation, "UZB", "KAZ");

        await federation.ProcessOf("UZB").PauseAsync();
        var (search, othersAnswered) = StartSearch();
        await othersAnswered.WaitAsync(Wait.Patience);
        await federation.ProcessOf("UZB").KillAsync();
        var board = await search;
        await federation.RestoreAsync();

        Searches.Summary(board).ShouldBe("KGZ HIT A; UZB UNREACHABLE");
        board.NotFinal.ShouldBe(["UZB"]);
        board.ToExitCode().ShouldBe(ExitCode.Partial);
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        (await Budgets.UsedAtAsync(federation, "UZB", "KAZ") - atOwner).ShouldBe(once);
        await federation.VerifyLogAsync();
    }

    [Fact]
    public async Task AskersNode_KilledAndRestarted_SearchesAgainWithWhatItHeld()
    {
        await federation.ProcessOf("KAZ").KillAsync();
        await federation.RestoreAsync();

        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
    }

    [Fact]
    public async Task OneNodeOfThree_Killed_IsNamedByTheSearchWhichNeverLooksComplete()
    {
        var (profile, passphraseFile) = federation.SaveProfile();
        await federation.ProcessOf("UZB").KillAsync();

        await using var table = await SearchProcessAsync(profile, passphraseFile);
        await using var json = await SearchProcessAsync(profile, passphraseFile, "--json");
        await federation.RestoreAsync();

        table.ExitCode.ShouldBe((int)ExitCode.Partial, table.Error);
        table.Output.ShouldContain("UNREACHABLE");
        table.Output.ShouldContain("1 of 2 countries have given a final verdict. NOT FINAL: UZB. Do not read their silence as a no-hit.");
        table.Output.ShouldNotContain("2 of 2");
        json.ExitCode.ShouldBe((int)ExitCode.Partial, json.Error);
        using var document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("notFinal").EnumerateArray().Select(country => country.GetString()).ShouldBe(["UZB"]);
        document.RootElement.GetProperty("outcomes").EnumerateArray()
            .Where(outcome => outcome.GetProperty("country").GetString() == "UZB")
            .ShouldAllBe(outcome => outcome.GetProperty("outcome").GetString() == "UNREACHABLE" && !outcome.GetProperty("final").GetBoolean());
    }

    [Fact]
    public async Task Hub_Killed_IsSoonSaidOfEachCountryAndNeverANoHitOfAny()
    {
        await federation.ProcessOf("hub").KillAsync();
        var (profile, passphraseFile) = federation.SaveProfile();
        await using var search = await SearchProcessAsync(profile, passphraseFile, "--json");
        await federation.RestoreAsync();

        search.ExitCode.ShouldBe((int)ExitCode.Partial, search.Error);
        using var document = JsonDocument.Parse(search.Output);
        document.RootElement.GetProperty("outcomes").EnumerateArray().Where(outcome => outcome.GetProperty("outcome").GetString() != "NOT_ASKED")
            .ShouldAllBe(outcome => outcome.GetProperty("outcome").GetString() == "UNREACHABLE"
                && outcome.GetProperty("message").GetString()!.StartsWith("Was not asked: your node cannot reach the federation's hub, and nothing was sent."));
        search.Output.ShouldContain("NOT FINAL: KGZ, UZB");
        document.RootElement.GetProperty("elapsedMs").GetInt64().ShouldBeLessThan(20_000);
        document.RootElement.GetProperty("own").GetProperty("country").GetString().ShouldBe("KAZ");
    }

    private static Task<CliProcess> SearchProcessAsync(string profile, string passphraseFile, params string[] more) => CliProcess.RunAsync(
    [
        "search", "--passport", TestPeople.SharedPassport, "--purpose", "investigation", "--legal-basis", "Criminal Procedure Code",
        "--case", Searches.CaseReference, "--to", "KGZ,UZB", "--profile", profile, "--passphrase-file", passphraseFile, .. more,
    ]);

    private (Task<SearchBoard> Search, Task OthersAnswered) StartSearch()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var search = federation.SearchAsync(Searches.Shared, board =>
        {
            if (Searches.Of(board, "KGZ").Contains(Outcome.Hit))
            {
                answered.TrySetResult();
            }
        });
        return (search, answered.Task);
    }

    private async Task<ulong> CostOfOneSearchAsync()
    {
        var before = await Budgets.UsedAtHubAsync(federation, "KAZ");
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        var cost = await Budgets.UsedAtHubAsync(federation, "KAZ") - before;
        cost.ShouldBeGreaterThan(0ul);
        return cost;
    }
}
