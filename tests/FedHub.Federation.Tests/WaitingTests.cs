using System.Text.Json;
using FedHub.Cli;
using FedHub.Cli.Searches;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Federation.Tests.Support;
using Google.Protobuf;

namespace FedHub.Federation.Tests;

/// <summary>Searches that wait for a country that is away, while hub, asker and command line come and go.</summary>
[Collection(SharedFederation.Name)]
public sealed class WaitingTests(LiveFederation federation)
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    [Fact]
    public async Task OwnerAway_HubAndAskerKilledMeanwhile_AnswersAfterItsReturn()
    {
        await federation.ProcessOf("UZB").KillAsync();
        var (board, queryId) = await SearchAsync();
        Searches.Summary(board).ShouldBe("KGZ HIT A; UZB WAITING");
        board.NotFinal.ShouldBe(["UZB"]);
        var atOnce = await Budgets.UsedAtAsync(federation, "KGZ", "KAZ");

        await federation.ProcessOf("KAZ").KillAsync();
        await federation.ProcessOf("hub").KillAsync();
        federation.Start("hub");
        federation.Start("KAZ");
        await federation.RestoreAsync();

        var search = await WhenAsync(queryId, details => details.Summary.IsFinal);
        Searches.Summary(SearchesText.Board(search)).ShouldBe("KGZ HIT A; UZB HIT A");
        search.Receipt.LogIndex.ShouldBeGreaterThan(0ul);

        // What Kyrgyzstan had answered was not asked, and not disclosed, a second time.
        (await Budgets.UsedAtAsync(federation, "KGZ", "KAZ")).ShouldBe(atOnce);
        (await DisclosuresAsync("KGZ", queryId)).ShouldBe(1);
        (await DisclosuresAsync("UZB", queryId)).ShouldBe(1);
        await federation.VerifyLogAsync();
    }

    [Fact]
    public async Task WaitingSearch_TakenBack_IsNeverDelivered()
    {
        await federation.ProcessOf("UZB").KillAsync();
        var (_, queryId) = await SearchAsync();

        await using var cancel = await CliAsync("searches", "cancel", queryId.ToString());
        await federation.RestoreAsync();

        cancel.ExitCode.ShouldBe(0, cancel.Error);
        cancel.Output.ShouldContain("cancelled");
        var search = await WhenAsync(queryId, details => details.Outcomes.All(outcome => outcome.Outcome != Contracts.Common.V1.Outcome.Waiting));
        Searches.Summary(SearchesText.Board(search)).ShouldBe("KGZ HIT A; UZB EXPIRED");
        (await DisclosuresAsync("UZB", queryId)).ShouldBe(0);
    }

    [Fact]
    public async Task CommandLine_ShowsAndExportsWhatCameAfterItHadEnded()
    {
        await federation.ProcessOf("UZB").KillAsync();
        await using var search = await CliAsync(
            "search", "--passport", TestPeople.SharedPassport, "--purpose", "investigation", "--legal-basis", "Criminal Procedure Code",
            "--case", Searches.CaseReference, "--to", "KGZ,UZB", "--wait", "1", "--json");
        search.ExitCode.ShouldBe((int)ExitCode.Partial, search.Error);
        using var document = JsonDocument.Parse(search.Output);
        var id = document.RootElement.GetProperty("query_id").GetString()!;
        document.RootElement.GetProperty("notFinal").EnumerateArray().Select(country => country.GetString()).ShouldBe(["UZB"]);

        await federation.RestoreAsync();
        await using var show = await CliAsync("searches", "show", id, "--follow");

        show.ExitCode.ShouldBe(0, show.Error);
        show.Output.ShouldContain("2 of 2 countries have given a final verdict.");
        await using var list = await CliAsync("searches", "list");
        list.Output.Split('\n').ShouldContain(line => line.StartsWith(id, StringComparison.Ordinal) && line.Contains("final", StringComparison.Ordinal));
        var page = Path.Combine(federation.Files.Root, id + ".html");
        await using var export = await CliAsync("searches", "export", id, "--output", page);
        export.ExitCode.ShouldBe(0, export.Error);
        (await File.ReadAllTextAsync(page)).ShouldContain("<caption>");
        await ReceiptHoldsAsync(id, page);
    }

    /// <summary>Verified with the federation's policy alone, as it would be years later; exported again until a majority has cosigned it.</summary>
    private async Task ReceiptHoldsAsync(string id, string page)
    {
        var policy = Path.Combine(federation.Files.Root, "federation", "fedhub.policy");
        var attempt = page;
        await Wait.UntilAsync("a majority has cosigned the receipt", async () =>
        {
            await using var verified = await CliProcess.RunAsync("receipt", "verify", attempt + ".tlog-proof", "--policy", policy);
            verified.ExitCode.ShouldBeOneOf(0, (int)ExitCode.Unreachable);
            attempt += ".again";
            await using var export = await CliAsync("searches", "export", id, "--output", attempt);
            export.ExitCode.ShouldBe(0, export.Error);
            return verified.ExitCode == 0 && verified.Output.Contains(id, StringComparison.Ordinal);
        });
    }

    private async Task<(Cli.Search.SearchBoard Board, QueryId QueryId)> SearchAsync()
    {
        var preparation = await federation.Officer.Search.PrepareAsync(Searches.Shared with { Wait = _day }, CancellationToken.None).WaitAsync(Wait.Patience);
        var prepared = preparation.Search.ShouldNotBeNull();
        var board = new Cli.Search.SearchBoard(prepared.Members);
        await federation.Officer.Search.RunAsync(prepared, board, static () => { }, CancellationToken.None).WaitAsync(Wait.Patience);
        return (board, prepared.QueryId);
    }

    private async Task<SearchDetails> WhenAsync(QueryId queryId, Func<SearchDetails, bool> isSo)
    {
        using var timeout = new CancellationTokenSource(Wait.Patience);
        using var call = federation.Officer.Searches.WatchSearch(
            new WatchSearchRequest { QueryId = ByteString.CopyFrom(queryId.ToArray()), Follow = true }, cancellationToken: timeout.Token);
        while (await call.ResponseStream.MoveNext(timeout.Token))
        {
            if (isSo(call.ResponseStream.Current.Search))
            {
                return call.ResponseStream.Current.Search;
            }
        }

        throw new ShouldAssertException("The search ended without what was waited for.");
    }

    private async Task<int> DisclosuresAsync(string country, QueryId queryId)
    {
        using var channel = Cli.Rpc.AdminConnection.Open(federation.Files.NodeFolder(country));
        var response = await new Contracts.Node.V1.DisclosureLogService.DisclosureLogServiceClient(channel).ListDisclosuresAsync(new()).ResponseAsync.WaitAsync(Wait.Patience);
        return response.Disclosures.Count(entry => entry.QueryId.Span.SequenceEqual(queryId.ToArray()));
    }

    private Task<CliProcess> CliAsync(params string[] arguments)
    {
        var (profile, passphraseFile) = federation.SaveProfile();
        return CliProcess.RunAsync([.. arguments, "--profile", profile, "--passphrase-file", passphraseFile]);
    }
}
