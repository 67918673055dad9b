using System.Text.Json;
using FedHub.Cli;
using FedHub.Federation.Tests.Support;
using FedHub.Protocol;

namespace FedHub.Federation.Tests;

/// <summary>The own country's records are looked in at the own node, and no other process learns of it.</summary>
[Collection(SharedFederation.Name)]
public sealed class OwnRecordsTests(LiveFederation federation)
{
    [Fact]
    public async Task Search_PassportInTheOwnFile_IsShownApart_AndNobodyElseIsAskedAboutKazakhstan()
    {
        var before = StoredLeaves.KindsOf(federation.Files).Count;
        var board = await federation.SearchAsync(Searches.Passport(TestPeople.OwnPassport));

        Searches.Summary(board).ShouldBe("KGZ NO_HIT; UZB NO_HIT");
        board.Own!.Country.ShouldBe("KAZ");
        var hit = board.Own.Verdicts.Single(verdict => verdict.Collection == "persons");
        hit.Outcome.ShouldBe(Outcome.Hit);
        hit.Grade.ShouldBe(Matching.Grade.A);
        hit.Records.Single().Handle.ShouldNotBeEmpty();
        board.ToExitCode().ShouldBe(ExitCode.Ok);

        // The federation's log has the query and the others' answers, and nothing of a disclosure.
        StoredLeaves.KindsOf(federation.Files).Skip(before).ShouldAllBe(kind => !kind.ToString().Contains("Disclosure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CommandLine_ShowsKeepsAndExportsTheOwnRecords_AndTheNodeLogsTheDisclosure()
    {
        var (profile, passphraseFile) = federation.SaveProfile();
        string[] me = ["--profile", profile, "--passphrase-file", passphraseFile];
        await using var search = await CliProcess.RunAsync(
        [
            "search", "--passport", TestPeople.OwnPassport, "--purpose", "investigation", "--legal-basis", "Criminal Procedure Code",
            "--case", Searches.CaseReference, "--to", "KGZ", "--json", .. me,
        ]);
        search.ExitCode.ShouldBe(0, search.Error);
        using var document = JsonDocument.Parse(search.Output);
        var id = document.RootElement.GetProperty("query_id").GetString()!;
        OutcomesOf(document).ShouldContain("HIT");
        document.RootElement.GetProperty("outcomes").EnumerateArray().ShouldAllBe(outcome => outcome.GetProperty("country").GetString() == "KGZ");

        await using var show = await CliProcess.RunAsync(["searches", "show", id, .. me]);
        show.ExitCode.ShouldBe(0, show.Error);
        show.Output.ShouldContain("Own records");
        var page = Path.Combine(federation.Files.Root, id + "-own.html");
        await using var export = await CliProcess.RunAsync(["searches", "export", id, "--output", page, .. me]);
        (await File.ReadAllTextAsync(page)).ShouldContain("<caption>One row for each own collection</caption>");
        var json = Path.Combine(federation.Files.Root, id + "-own.json");
        await using var exported = await CliProcess.RunAsync(["searches", "export", id, "--format", "json", "--output", json, .. me]);
        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        OutcomesOf(kept).ShouldContain("HIT");

        await using var log = await CliProcess.RunAsync("node", "disclosures", "--data", federation.Files.NodeFolder("KAZ"), "--json");
        log.ExitCode.ShouldBe(0, log.Error);
        log.Output.ShouldContain("KAZ-CAST-1");
    }

    private static List<string?> OutcomesOf(JsonDocument document)
        => [.. document.RootElement.GetProperty("own").GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("outcome").GetString())];
}
