using FedHub.Cli;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Officers;
using FedHub.Federation.Tests.Support;
using FedHub.Protocol;

namespace FedHub.Federation.Tests;

/// <summary>A file is screened under a second person's eyes, by the command line over real processes, one of them killed on the way.</summary>
[Collection(SharedFederation.Name)]
public sealed class ScreeningTests(LiveFederation federation) : IAsyncLifetime
{
    // So many that the command is surely not at its end when it is seen in the midst and killed.
    private const int Rows = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("fedhub-screening-").FullName;
    private DemoOfficer _supervisor = null!;

    private string SupervisorProfile => Path.Combine(_folder, "supervisor");

    private string File => Path.Combine(_folder, "people.csv");

    public async Task InitializeAsync()
    {
        var files = federation.Files;
        _supervisor = await DemoOfficer.EnrolAsync(
            files.GatewayOf("KAZ"), files.Pki.CaFile, files.NodeFolder("KAZ"), OfficerRole.Supervisor, "supervisor-1", TimeProvider.System, CancellationToken.None);
        _supervisor.SaveProfile(SupervisorProfile, new OfficerProfile(files.GatewayOf("KAZ"), files.Pki.CaFile), "tests only");
        await System.IO.File.WriteAllTextAsync(
            File,
            "id,passport\n"
            + string.Concat(Enumerable.Range(1, Rows).Select(row => FormattableString.Invariant($"x-{row},{(row == 2 ? TestPeople.SharedPassport : FormattableString.Invariant($"KAZ:N0000010{row}"))}\n"))));
    }

    public Task DisposeAsync()
    {
        _supervisor?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task File_IsAskedOnlyAfterAnotherPersonsApproval_EachRowOnce_AlsoWhenItsCommandIsKilled()
    {
        var (atHub, atOwner) = (await Budgets.UsedAtHubAsync(federation, "KAZ"), await Budgets.UsedAtAsync(federation, "UZB", "KAZ"));
        var bulkBefore = await Budgets.UsedAtAsync(federation, "UZB", "KAZ", "bulk-member");

        await using var request = await ScreenAsync();
        request.ExitCode.ShouldBe((int)ExitCode.Partial, request.Error);
        request.Error.ShouldContain("Nothing was asked yet.");
        var id = request.Error.Split("fedhub screenings approve ")[1].Split('\n')[0].Trim();
        (await Budgets.UsedAtAsync(federation, "UZB", "KAZ", "bulk-member")).ShouldBe(bulkBefore);

        // Who requests it does not approve it; a supervisor does.
        var (mine, passphraseFile) = federation.SaveProfile();
        await using var self = await CliProcess.RunAsync("screenings", "approve", id, "--profile", mine, "--passphrase-file", passphraseFile);
        self.ExitCode.ShouldBe((int)ExitCode.Refused, self.Output);
        await using var approve = await CliProcess.RunAsync("screenings", "approve", id, "--profile", SupervisorProfile, "--passphrase-file", passphraseFile);
        approve.ExitCode.ShouldBe(0, approve.Error);

        var killed = Screen();
        await Wait.UntilAsync("the second row is asked", () => Task.FromResult(killed.HasExited || killed.Output.Contains("row 2", StringComparison.Ordinal)));
        killed.HasExited.ShouldBeFalse(killed.Output + killed.Error);
        await killed.KillAsync();
        await killed.DisposeAsync();
        await using var rest = await ScreenAsync();

        rest.Error.ShouldContain($"{Rows} of {Rows} rows were asked");
        rest.Output.ShouldNotContain("row 1 ");
        var output = Path.Combine(_folder, "results.csv");
        await using var export = await CliProcess.RunAsync("screenings", "export", id, "--output", output, "--profile", mine, "--passphrase-file", passphraseFile);
        var lines = await System.IO.File.ReadAllLinesAsync(output);
        lines[0].ShouldBe("row,country,own,outcome,grade,matched_on,final,query_id");
        lines.Skip(1).Select(line => line.Split(',')[0]).Distinct().Count().ShouldBe(Rows);
        lines.ShouldContain(line => line.StartsWith("2,UZB,false,HIT,A,document", StringComparison.Ordinal));

        // The other collection does not admit bulk: what it did not look for is no no-hit.
        lines.Where(line => line.StartsWith("1,UZB", StringComparison.Ordinal)).ShouldAllBe(line => line.Contains("NOT_ASKED", StringComparison.Ordinal));

        // Each row once, and nothing of what single searches may use.
        (await Budgets.UsedAtAsync(federation, "UZB", "KAZ", "bulk-member") - bulkBefore).ShouldBe(8ul * Rows);
        (await Budgets.UsedAtHubAsync(federation, "KAZ")).ShouldBe(atHub);
        (await Budgets.UsedAtAsync(federation, "UZB", "KAZ")).ShouldBe(atOwner);
        await federation.VerifyLogAsync();
    }

    [Fact]
    public async Task File_ThatASupervisorRefuses_IsNeverAsked()
    {
        var (_, passphraseFile) = federation.SaveProfile();
        await using var request = await ScreenAsync("--legal-basis", "another basis");
        var id = request.Error.Split("fedhub screenings approve ")[1].Split('\n')[0].Trim();
        await using var refuse = await CliProcess.RunAsync(
            "screenings", "refuse", id, "--reason", "too many countries", "--profile", SupervisorProfile, "--passphrase-file", passphraseFile);
        refuse.ExitCode.ShouldBe(0, refuse.Error);

        await using var again = await ScreenAsync("--legal-basis", "another basis");

        again.ExitCode.ShouldBe((int)ExitCode.Refused, again.Output);
        again.Error.ShouldContain("too many countries");
        again.Output.ShouldNotContain("row 1");
    }

    private CliProcess Screen(params string[] more) => CliProcess.Start(Arguments(more));

    private Task<CliProcess> ScreenAsync(params string[] more) => CliProcess.RunAsync(Arguments(more));

    private string[] Arguments(string[] more)
    {
        var (profile, passphraseFile) = federation.SaveProfile();
        var basis = more.Length > 0 ? more : (string[])["--legal-basis", "Criminal Procedure Code"];
        return
        [
            "search", "--bulk", File, "--purpose", "investigation", "--case", Searches.CaseReference, "--to", "KGZ,UZB",
            "--profile", profile, "--passphrase-file", passphraseFile, .. basis,
        ];
    }
}
