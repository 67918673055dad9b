using System.Globalization;
using System.Text.Json;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Tests.Log;

/// <summary>The hub's log against a node's own log of what it answered. Uzbekistan's node answers Kazakhstan's queries.</summary>
public sealed class AnswerCrossCheckTests : IDisposable
{
    private const string Slot = "UZB/persons/document";
    private static readonly string _digest = new('d', 64);

    private readonly AuditLogFolder _hub = new();
    private readonly AuditLogFolder _node = new("UZB.fedhub/node-log/0123456789abcdef");
    private TestTerminal _terminal = new();

    [Fact]
    public async Task Logs_ThatAgree_AreOk()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        Ask("q2");
        NodeAnswers("q2", "s2", entry: 2, size: 3, outcome: "NotAdmitted");
        HubHas("q2", "s2", "NotAdmitted");

        (await CheckAsync()).ShouldBe(0);

        _terminal.Output.ShouldBe("2 answers are in both logs, under the same digest.\n");
    }

    [Fact]
    public async Task AnswerInTheHubsLog_ThatTheNodesLacksAlthoughItGoesOn_IsProven()
    {
        Ask("q1");
        HubHas("q1", "s1");
        Ask("q2");
        NodeAnswers("q2", "s2", entry: 2, size: 3);
        HubHas("q2", "s2");

        (await CheckAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain($"NOT AT NODE      q1, {Slot}: hub entry 1 is an answer of this country");
    }

    [Fact]
    public async Task AnswerUnderAnotherDigest_IsProven()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "forged");
        Ask("q2");
        NodeAnswers("q2", "s2", entry: 2, size: 3);

        (await CheckAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain($"OTHER ANSWER     q1, {Slot}: hub entry 1 and node entry 0 name other answers");
    }

    [Fact]
    public async Task RefusalBeforeTheAnswer_IsNoOtherAnswer()
    {
        Ask("q1");
        NodeAnswers("q1", "refused", entry: null, size: null, outcome: "LogProofInvalid");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");

        (await CheckAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task AnswersAtTheEnd_AreNoAccusation()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        Ask("q2");
        HubHas("q2", "s2");
        Ask("q3");
        NodeAnswers("q3", "s3", entry: 4, size: 5);

        (await CheckAsync()).ShouldBe(4);
        _terminal.Output.ShouldContain("NOT AT NODE      q2");

        // The same, with the node's log cut before what relies on the tree that has q2's answer.
        using var cut = new AuditLogFolder("UZB.fedhub/node-log/0123456789abcdef");
        cut.Add(Answered("q1", "s1", 0, 1, "ANSWERED"));
        (await CheckAsync(cut)).ShouldBe(0);
        _terminal.Output.ShouldContain("1 at the end of one log are not compared");
    }

    [Fact]
    public async Task NodesLog_ThatNeverGoesOn_CouldNotBeChecked()
    {
        Ask("q1");
        HubHas("q1", "s1");
        Hub(new AuditPayload(AuditKind.DirectoryPublished, null, "2", []), AuditLogFolder.Start.AddHours(3));

        (await CheckAsync()).ShouldBe(3);

        _terminal.Output.ShouldContain("COULD NOT CHECK  1 of them");
    }

    [Fact]
    public async Task NodesAnswer_ThatTheHubsLogLacks_IsNamedOnceItCanComeNoMore()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        (await CheckAsync()).ShouldBe(0);
        _terminal.Output.ShouldContain("1 at the end of one log are not compared");

        Hub(new AuditPayload(AuditKind.DirectoryPublished, null, "2", []), AuditLogFolder.Start.AddMinutes(20));
        (await CheckAsync()).ShouldBe(5);

        _terminal.Output.ShouldContain($"NOT AT HUB       q1, {Slot}: node entry 0 is an answer that the hub's log lacks");
    }

    [Fact]
    public async Task NodesRefusal_OfWhatTheHubNeverLogged_IsNamed()
    {
        NodeAnswers("ghost", "s1", entry: null, size: null, outcome: "LogProofInvalid");
        Hub(new AuditPayload(AuditKind.DirectoryPublished, null, "2", []), AuditLogFolder.Start.AddMinutes(20));

        (await CheckAsync()).ShouldBe(5);

        _terminal.Output.ShouldContain($"NEVER LOGGED     ghost, {Slot}: node entry 0 refused what the hub's log does not have");
    }

    [Fact]
    public async Task NodesEntry_ThatReliesOnAnother_IsProven()
    {
        Ask("q0");
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 2);
        HubHas("q1", "s1");

        (await CheckAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain($"OTHER ENTRY      q1, {Slot}: node entry 0 relies on hub entry 0, which is about something else");
    }

    [Fact]
    public async Task HubsPayload_NotOursToRead_IsCountedAndNoAccusation()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");

        (await CheckAsync(isOurs: payload => payload.Kind != AuditKind.QuerySubmitted)).ShouldBe(3);

        _terminal.Output.ShouldContain("COULD NOT CHECK  1 rely on entries of the hub's log whose payload is erased or not ours to read.");
    }

    [Fact]
    public async Task HubsSecondEntryForAnAnswer_IsProven()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        HubHas("q1", "other");
        Ask("q2");
        NodeAnswers("q2", "s2", entry: 3, size: 4);
        HubHas("q2", "s2");
        HubHas("q2", "s2");

        (await CheckAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain("2 answers are in both logs");
        _terminal.Output.ShouldContain($"OTHER ANSWER     q1, {Slot}: hub entry 2 and node entry 0 name other answers");
        _terminal.Output.ShouldContain($"ANSWERED TWICE   q2, {Slot}: hub entry 5 is a second entry");
    }

    [Fact]
    public async Task HubsSecondEntry_AtTheEnd_IsProvenToo()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        HubHas("q1", "other");

        (await CheckAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain($"ANSWERED TWICE   q1, {Slot}: hub entry 2");
    }

    [Fact]
    public async Task HubsMetadata_AreComparedWithNothingAndAccuseNobody()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        _hub.ServeMetadata();

        (await CheckAsync()).ShouldBe(3);

        _terminal.Output.ShouldContain("0 answers are in both logs");
        _terminal.Output.ShouldContain("COULD NOT CHECK  1 answers are in the hub's log with metadata alone");
        _terminal.Output.ShouldNotContain("OTHER ANSWER");
        _terminal.Output.ShouldNotContain("NOT AT");
    }

    [Fact]
    public async Task HubsAnswer_Erased_CouldNotBeCheckedAndAccusesNobody()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        _hub.Erase(AuditKind.AnswerDelivered, 1, 1, 1, 1);
        Hub(new AuditPayload(AuditKind.DirectoryPublished, null, "2", []), AuditLogFolder.Start.AddMinutes(20));

        (await CheckAsync()).ShouldBe(3);

        _terminal.Output.ShouldBe("0 answers are in both logs, under the same digest.\nCOULD NOT CHECK  1 entries of that time were erased from the hub's log and may be such answers: compare from a later time on\n");
        (await RunAsync(_node, "--from", "2026-03-02T08:10")).ShouldBe(0);
    }

    [Fact]
    public async Task ErasureOfAnotherKind_HidesNoAnswerThatIsMissing()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        Ask("q2");
        _hub.Erase(AuditKind.QuerySubmitted, 1, 1, 1, 1);
        Hub(new AuditPayload(AuditKind.DirectoryPublished, null, "2", []), AuditLogFolder.Start.AddMinutes(20));

        (await CheckAsync()).ShouldBe(5);

        _terminal.Output.ShouldContain("NOT AT HUB       q1");
    }

    [Fact]
    public async Task NodesLog_WithAPlantedIndex_IsReadFromItsEntriesAlone()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        Ask("q2");
        NodeAnswers("q2", "s2", entry: 2, size: 3);
        HubHas("q2", "s2");
        await _node.PublishAsync(_node.File("full"));
        _node.Remove(0);
        await PublishAsync(_node, _ => true);
        (await RunAsync(_node)).ShouldBe(4);

        // The index of what is signed now, in its place in the folder, with the entry that was left out.
        using var terminal = new TestTerminal();
        foreach (var folder in (string[])[_node.File("full"), _node.Log])
        {
            (await terminal.RunAsync("log", "search", "--copy", folder, "--policy", _node.Policy)).ShouldBe(0, terminal.Error);
        }

        PlantedIndex.AddEntry(Path.Combine(_node.File("full"), "index.db"), 0, Path.Combine(_node.Log, "index.db"), 99);
        (await RunAsync(_node)).ShouldBe(4);

        _terminal.Output.ShouldContain("NOT AT NODE      q1");
    }

    [Fact]
    public async Task NodesLog_GivenWithoutAPayload_CouldNotBeChecked()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        _node.ServeMetadata();

        (await CheckAsync()).ShouldBe(3);

        _terminal.Error.ShouldContain("The node's log was given without all of its payloads");
    }

    [Fact]
    public async Task Disclosures_AreComparedByRequestAndLettersByWhatTheyRelyOn()
    {
        Hub(new AuditPayload(AuditKind.DisclosureRequested, MemberId.Parse("KAZ"), "r1", [new("owner", "UZB"), new("expires", Time(5))]));
        Hub(new AuditPayload(AuditKind.MessageRelayed, MemberId.Parse("KAZ"), "l1", [new("recipient", "UZB"), new("letter-digest", "ld")]));
        _node.Add(new AuditPayload(
            AuditKind.DisclosureReplied, MemberId.Parse("UZB"), "r1", [new("query", "q"), new("origin", "KAZ"), new("outcome", "ANSWERED"), new("statement-digest", "s"), .. Hub(0, 2)]));
        _node.Add(new AuditPayload(AuditKind.LetterTaken, MemberId.Parse("UZB"), "l1", [new("origin", "KAZ"), new("letter-digest", "ld"), new("outcome", "TAKEN"), .. Hub(1, 2)]));
        _node.Add(new AuditPayload(AuditKind.LetterTaken, MemberId.Parse("UZB"), "l2", [new("origin", "KAZ"), new("letter-digest", "other"), new("outcome", "TAKEN"), .. Hub(1, 2)]));
        Hub(new AuditPayload(AuditKind.DisclosureAnswered, MemberId.Parse("UZB"), "r1", [new("origin", "KAZ"), new("statement-digest", "s")]));

        (await CheckAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain("1 answers are in both logs");
        _terminal.Output.ShouldContain("OTHER ENTRY      l2: node entry 2 relies on hub entry 1");
        _terminal.Output.ShouldNotContain("l1:");
    }

    [Fact]
    public async Task Json_HasEveryFinding()
    {
        Ask("q1");
        HubHas("q1", "s1");
        Ask("q2");
        NodeAnswers("q2", "s2", entry: 2, size: 3);
        HubHas("q2", "s2");

        (await CheckAsync(more: "--json")).ShouldBe(4);

        using var document = JsonDocument.Parse(_terminal.Output);
        document.RootElement.GetProperty("same").GetInt32().ShouldBe(1);
        var finding = document.RootElement.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        finding.GetProperty("kind").GetString().ShouldBe("MissingAtNode");
        finding.GetProperty("hubEntry").GetInt64().ShouldBe(1);
        finding.GetProperty("nodeEntry").ValueKind.ShouldBe(JsonValueKind.Null);
        finding.GetProperty("slot").GetString().ShouldBe(Slot);
    }

    [Fact]
    public async Task NodesLog_Altered_IsRefusedBeforeItCounts()
    {
        Ask("q1");
        NodeAnswers("q1", "s1", entry: 0, size: 1);
        HubHas("q1", "s1");
        await PublishAsync(_node, _ => true);
        var bundle = Path.Combine(_node.Log, "tile/entries/000.p/1");
        var bytes = await File.ReadAllBytesAsync(bundle);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes);

        (await RunAsync(_node)).ShouldBe(4);

        _terminal.Error.ShouldContain("The node's log is not whole");
    }

    [Fact]
    public async Task NodesLog_OfAnotherCountryOrWithoutAPolicy_IsWrongUse()
    {
        Ask("q1");
        await PublishAsync(_node.Add(Answered("q1", "s1", 0, 1, "ANSWERED")), _ => true);

        (await _terminal.RunAsync("log", "crosscheck", "--hub", _hub.File("copy"), "--node", _node.Log, "--policy", _hub.Policy, "--member", "UZB")).ShouldBe(2);
        _terminal.Error.ShouldContain("node-UZB.policy");
        (await _terminal.RunAsync(
            "log", "crosscheck", "--hub", _hub.File("copy"), "--node", _node.Log, "--policy", _hub.Policy, "--node-policy", _node.Policy, "--member", "KGZ")).ShouldBe(2);
        _terminal.Error.ShouldContain("This is not the log of a node of KGZ");
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _hub.Dispose();
        _node.Dispose();
    }

    private void Ask(string id) => Hub(new AuditPayload(
        AuditKind.QuerySubmitted, MemberId.Parse("KAZ"), id, [new("query-digest", _digest), new("expires", Time(10)), new("part", $"{Slot} 1 8 e")]));

    private void HubHas(string id, string statement, string outcome = "ANSWERED") => Hub(new AuditPayload(
        AuditKind.AnswerDelivered, MemberId.Parse("UZB"), id,
        [new("origin", "KAZ"), new("slot", Slot), new("query-digest", _digest), new("outcome", outcome), new("statement-digest", statement)]));

    private void Hub(AuditPayload payload, DateTimeOffset? at = null) => _hub.Add(payload, at);

    private void NodeAnswers(string id, string statement, int? entry, int? size, string outcome = "ANSWERED") => _node.Add(Answered(id, statement, entry, size, outcome));

    private static AuditPayload Answered(string id, string statement, int? entry, int? size, string outcome) => new(
        AuditKind.SlotAnswered, MemberId.Parse("UZB"), id,
        [new("origin", "KAZ"), new("slot", Slot), new("query-digest", _digest), new("outcome", outcome), new("statement-digest", statement), .. Hub(entry, size)]);

    private static AuditDetail[] Hub(int? entry, int? size) =>
        [new("hub-entry", entry?.ToString(CultureInfo.InvariantCulture) ?? ""), new("hub-size", size?.ToString(CultureInfo.InvariantCulture) ?? "")];

    private static string Time(int minutes) => AuditLogFolder.Start.AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private async Task<int> CheckAsync(AuditLogFolder? node = null, Func<AuditPayload, bool>? isOurs = null, params string[] more)
    {
        await PublishAsync(node ?? _node, isOurs ?? (_ => true));
        return await RunAsync(node ?? _node, more);
    }

    private async Task PublishAsync(AuditLogFolder node, Func<AuditPayload, bool> isOurs)
    {
        await _hub.PublishAsync(isOurs: isOurs);
        using var fetching = new TestTerminal();
        (await fetching.RunAsync("log", "fetch", _hub.Log, "--copy", _hub.File("copy"), "--policy", _hub.Policy)).ShouldBe(0);
        await node.PublishAsync();
    }

    private Task<int> RunAsync(AuditLogFolder node, params string[] more)
    {
        _terminal.Dispose();
        _terminal = new TestTerminal();
        return _terminal.RunAsync(["log", "crosscheck", "--hub", _hub.File("copy"), "--node", node.Log, "--policy", _hub.Policy, "--node-policy", node.Policy, "--member", "UZB", .. more]);
    }
}
