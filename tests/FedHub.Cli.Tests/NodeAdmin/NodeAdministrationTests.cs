using System.Text.Json;

namespace FedHub.Cli.Tests.NodeAdmin;

/// <summary>Administrators' commands against a node that runs: as its operator, and with people's own keys.</summary>
public sealed class NodeAdministrationTests : IAsyncLifetime
{
    private RunningNode _node = null!;

    public async Task InitializeAsync() => _node = await RunningNode.StartAsync();

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Policy_ChangedByTwoPeople_IsInForceWithoutARestart()
    {
        var (first, second) = (await AdminAsync("1"), await AdminAsync("2"));
        var draft = Path.Combine(_node.Data, "policy", "referral.yaml");
        await File.WriteAllTextAsync(draft, (await File.ReadAllTextAsync(draft)).Replace("outcome: referred", "outcome: disclosed", StringComparison.Ordinal));

        (await RunningNode.RunAsync(["node", "policy", "diff", "--data", _node.Data])).Output.ShouldContain("[WIDENS ACCESS TO VICTIMS]");
        var proposed = await RunningNode.RunAsync(["node", "policy", "apply", Path.GetDirectoryName(draft)!, .. first.Self]);
        proposed.Status.ShouldBe(5);
        var digest = proposed.Output.Split("waits for a second person: ")[1].Trim();
        (await RunningNode.RunAsync(["node", "policy", "confirm", digest, .. first.Self])).Status.ShouldBe(1);
        (await RunningNode.RunAsync(["node", "policy", "show", .. second.Self])).Error.ShouldContain($"waits for a second person: {digest}, proposed by {first.Id}");

        var confirmed = await RunningNode.RunAsync(["node", "policy", "confirm", digest, .. second.Self]);

        (confirmed.Status, confirmed.Output.Trim()).ShouldBe((0, "in force: " + digest));
        var history = (await RunningNode.RunAsync(["node", "policy", "history", "--data", _node.Data])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        history.Length.ShouldBe(2);
        history[0].ShouldEndWith($"{digest}  by {first.Id}, confirmed by {second.Id}");
        (await RunningNode.RunAsync(["node", "policy", "test", "--data", _node.Data, "--origin", "UZB", "--agency", "police", "--purpose", "investigation", "--category", "victim"]))
            .Output.ShouldContain("is told      disclosed   referral.yaml:");
    }

    [Fact]
    public async Task Policy_WithATypo_IsNotPutInForceAndSaysWhere()
    {
        var draft = Path.Combine(_node.Data, "policy", "referral.yaml");
        await File.WriteAllTextAsync(draft, (await File.ReadAllTextAsync(draft)).Replace("outcome: referred", "outcome: refer", StringComparison.Ordinal));

        var applied = await RunningNode.RunAsync(["node", "policy", "apply", "--data", _node.Data]);
        var checkedFile = await RunningNode.RunAsync(["node", "policy", "check", draft]);

        applied.Status.ShouldBe(2);
        applied.Error.ShouldContain("referral.yaml:14:14: unknown outcome; known are disclosed, referred, under-review, refused.");
        checkedFile.Status.ShouldBe(2);
        checkedFile.Output.ShouldBe("WRONG  referral.yaml:14:14: unknown outcome; known are disclosed, referred, under-review, refused.\n");
    }

    [Fact]
    public async Task Officers_ApprovedChangedAndSuspended_ByAnotherWithTheirOwnKey()
    {
        var admin = await AdminAsync("1");
        var officer = await _node.EnrolAsync("Criminal Police", "2");

        (await RunningNode.RunAsync(["node", "officers", "list", .. officer.Self])).Error.ShouldContain("You are not approved yet");
        var approved = await RunningNode.RunAsync(
            ["node", "officers", "approve", officer.Id, "--fingerprint", officer.Fingerprint, "--purpose", "investigation", .. admin.Self]);
        approved.Status.ShouldBe(0);
        approved.Output.ShouldContain("approved");
        var denied = await RunningNode.RunAsync(["node", "officers", "list", .. officer.Self]);
        denied.Status.ShouldBe(1);
        denied.Error.ShouldContain("This needs the role supervisor or admin or national-auditor");
        (await RunningNode.RunAsync(["node", "officers", "change", admin.Id, "--role", "admin", "investigator", "--purpose", "investigation", .. admin.Self]))
            .Error.ShouldContain("Nobody decides on themself");

        var suspended = await RunningNode.RunAsync(["node", "officers", "suspend", officer.Id, "--reason", "stolen-key", .. admin.Self]);

        suspended.Status.ShouldBe(0);
        suspended.Output.ShouldContain("suspended (stolen-key)");
        (await RunningNode.RunAsync(["node", "officers", "approve", officer.Id, "--fingerprint", officer.Fingerprint, "--purpose", "investigation", .. admin.Self]))
            .Error.ShouldContain("never comes back");
        (await RunningNode.RunAsync(["node", "officers", "list", "--data", _node.Data, "--json"])).Output.ShouldContain("\"suspendedFor\":\"stolen-key\"");
    }

    [Fact]
    public async Task Budgets_RaisedForAWhile_AreListedWithReasonAndEnd()
    {
        var admin = await AdminAsync("1");
        string[] raise = ["node", "budgets", "raise", "--scope", "investigator", "--subject", "KAZ/o-7", "--class", "document", "--limit", "600"];

        var raised = await RunningNode.RunAsync([.. raise, "--until", "12h", "--reason", "raid of 12 May", .. admin.Self]);

        raised.Status.ShouldBe(0);
        raised.Output.ShouldContain("600  until ");
        (await RunningNode.RunAsync(["node", "budgets", "list", "--subject", "KAZ/o-7", "--data", _node.Data])).Output.ShouldContain(": raid of 12 May");
        (await RunningNode.RunAsync([.. raise, "--until", "12h", "--reason", "no", "--data", _node.Data, .. admin.Self])).Status.ShouldBe(2);
        (await RunningNode.RunAsync([.. raise, "--until", "tomorrow", "--reason", "no", "--data", _node.Data])).Error.ShouldContain("--until is not a time");
        (await RunningNode.RunAsync([.. raise, "--until", "60d", "--reason", "no", "--data", _node.Data])).Error.ShouldContain("in the next 31 days");
    }

    [Fact]
    public async Task RunningTheNode_ByAnAdminFromAnywhere_ImportsAndShowsHowItIs()
    {
        var admin = await AdminAsync("1");
        var other = await _node.EnrolAsync("Ministry", "2");
        var file = Path.Combine(_node.Data, "late.csv");
        await File.WriteAllTextAsync(file, "record_id,full_name,date_of_birth,category\nLATE-1,Sample Person,1990-05-17,suspect\nLATE-2,Other Person,1990-05-17,nobody\n");
        var mapping = Path.Combine(_node.Data, "late.yaml");
        await File.WriteAllTextAsync(mapping, "version: 1\ncolumns: { record_id: record_id, full_name: full_name, date_of_birth: date_of_birth, category: category }\n");

        var imported = await RunningNode.RunAsync(["node", "import", "--in", file, "--mapping", mapping, .. admin.Self]);
        var started = await RunningNode.RunAsync(["node", "epoch", "start", .. admin.Self]);
        var status = await RunningNode.RunAsync(["node", "status", "--json", .. admin.Self]);

        imported.Output.ShouldContain("2 lines: 1 added, 0 updated, 0 unchanged, 1 not taken");
        imported.Output.ShouldContain("searchable from ");
        started.Status.ShouldBe((int)ExitCode.Partial, started.Error);
        started.Error.ShouldContain("slots have a new epoch.");
        started.Error.ShouldContain("The hub could not be reached.");
        using var json = JsonDocument.Parse(status.Output);
        json.RootElement.GetProperty("hubConnected").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("officersPending").GetInt32().ShouldBe(1);
        (json.RootElement.GetProperty("reviewsOpen").GetInt32(), json.RootElement.GetProperty("reviewsOverdue").GetInt32()).ShouldBe((0, 0));
        json.RootElement.GetProperty("collections").EnumerateArray().Sum(collection => collection.GetProperty("records").GetInt32()).ShouldBe(1);
        json.RootElement.GetProperty("slots").EnumerateArray().ShouldAllBe(slot => slot.GetProperty("epoch").GetInt32() == 2);
        (await RunningNode.RunAsync(["node", "status", "--data", _node.Data])).Output.ShouldContain("reviews      0 open, 0 overdue");
        foreach (var refused in (string[][])[["status"], ["epoch", "start"], ["self-test"], ["import", "--in", file, "--mapping", mapping]])
        {
            (await RunningNode.RunAsync(["node", .. refused, .. other.Self])).Error.ShouldContain("You are not approved yet", customMessage: refused[0]);
        }
    }

    private async Task<RunningNode.Person> AdminAsync(string serviceNumber)
    {
        var person = await _node.EnrolAsync("Ministry", serviceNumber);
        var approved = await RunningNode.RunAsync(
            ["node", "officers", "approve", person.Id, "--fingerprint", person.Fingerprint, "--role", "admin", "--data", _node.Data]);
        approved.Status.ShouldBe(0, approved.Error);
        return person;
    }
}
