using System.Globalization;
using System.Text.Json;
using FedHub.Cli;
using FedHub.Cryptography.Match;
using FedHub.Federation.Tests.Support;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;

namespace FedHub.Federation.Tests;

/// <summary>
/// A node killed again and again in the midst of answering: the hub's log never has an answer of it that its own log lacks, or has otherwise. Four
/// times in the tests; <c>FEDHUB_KILL_CYCLES</c> says more.
/// </summary>
[Collection(SharedFederation.Name)]
public sealed class NodeAnswerLogKillTests(LiveFederation federation) : IDisposable
{
    private const string Owner = "UZB";
    private const int SearchesAtOnce = 4;

    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-answers-").FullName;

    private static int Cycles => int.TryParse(Environment.GetEnvironmentVariable("FEDHUB_KILL_CYCLES"), CultureInfo.InvariantCulture, out var cycles) ? cycles : 4;

    private string Database => new NodeDirectoryLayout(federation.Files.NodeFolder(Owner)).DatabaseFile;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Node_KilledWhileItAnswers_HasEveryAnswerThatLeftItInItsOwnLog()
    {
        var random = new Random(20_261_123);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var enough = Entries() + random.Next(1, 8);
            var searches = Enumerable.Range(0, SearchesAtOnce).Select(_ => federation.SearchAsync(Searches.Shared)).ToList();

            // Somewhere in the midst of it, by what is durable and not by a clock.
            await Wait.UntilAsync("the node has answered", () => Task.FromResult(Entries() >= enough));
            await federation.ProcessOf(Owner).KillAsync();
            await Task.WhenAll(searches);
            await federation.RestoreAsync();
        }

        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        var check = await CrossCheckAsync();

        SqliteLogFsck.Run(Database, null, null, CancellationToken.None).Findings.ShouldBeEmpty();
        check.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()).ShouldAllBe(kind => kind == "MissingAtHub");
        check.GetProperty("same").GetInt32().ShouldBeGreaterThan(Cycles);
    }

    private long Entries() => StoredNode.Read(new NodeDirectoryLayout(federation.Files.NodeFolder(Owner)), connection => SqliteLogExport.ReadState(connection).Sequenced);

    private async Task<JsonElement> CrossCheckAsync()
    {
        // The hub's log first, then the node's: all that the one has must be in the other.
        var (hub, node) = (Path.Combine(_root, "hub"), Path.Combine(_root, "node"));
        SqliteLogExport.Run(Path.Combine(federation.Files.HubFolder, "hub.db"), hub, null, CancellationToken.None).Finding.ShouldBeNull();
        await using var exported = await CliProcess.RunAsync("node", "log", "export", "--data", federation.Files.NodeFolder(Owner), "--to", node);
        exported.ExitCode.ShouldBe((int)ExitCode.Ok, exported.Error);
        await using var check = await CliProcess.RunAsync(
            "log", "crosscheck", "--hub", hub, "--node", node, "--policy", Policy("hub", (await File.ReadAllTextAsync(Path.Combine(federation.Files.HubFolder, "log.vkey"))).Trim()),
            "--node-policy", Policy("node", NodeLogKey()), "--member", Owner, "--json");
        check.ExitCode.ShouldBeOneOf([(int)ExitCode.Ok, (int)ExitCode.Partial], check.Output + check.Error);
        using var document = JsonDocument.Parse(check.Output);
        return document.RootElement.Clone();
    }

    private string NodeLogKey()
    {
        using var keys = NodeKeys.Open(new NodeDirectoryLayout(federation.Files.NodeFolder(Owner)));
        return LogNames.NodeLogKey(MemberId.Parse(Owner), keys.LogKey.PublicKey).ToString();
    }

    private string Policy(string name, string key)
    {
        var file = Path.Combine(_root, name + ".policy");
        File.WriteAllText(file, $"log {key}\nquorum none\n");
        return file;
    }
}
