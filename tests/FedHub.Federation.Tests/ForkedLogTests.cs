using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FedHub.Cli.Demo.Setup;
using FedHub.Federation.Tests.Support;
using FedHub.Hub;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Federation.Tests;

/// <summary>
/// Whoever holds the hub's database and the log's key writes a second history. On real processes: the hub itself does not go on with it, and a
/// node that sees both answers nothing more, keeps both, and shows them.
/// </summary>
public sealed class ForkedLogTests : IAsyncLifetime
{
    private readonly LiveFederation _federation = new();
    private readonly int _witnessPort = FreePort.Take(1).Single().Port;

    private HubDirectoryLayout Hub => new(_federation.Files.HubFolder);

    private string PolicyFile => Path.Combine(_federation.Files.Root, "fedhub.policy");

    public Task InitializeAsync() => _federation.InitializeAsync();

    public Task DisposeAsync() => _federation.DisposeAsync();

    [Fact]
    public async Task SecondHistory_EndsTheHubAndStopsTheNodeThatSeesIt()
    {
        await OfferWitnessAsync("KGZ");
        var before = _federation.Files.HubFolder + "-before";
        await _federation.ProcessOf("hub").KillAsync();
        Copy(_federation.Files.HubFolder, before);
        await _federation.RestoreAsync();
        (await SearchAsync()).ShouldBe("KGZ HIT A; UZB HIT A");

        await HubRefusesAsync(before);
        (await SearchAsync()).ShouldBe("KGZ HIT A; UZB HIT A");

        await NodeStopsAsync();
        await _federation.ProcessOf("KGZ").KillAsync();
        await _federation.RestoreAsync();
        (await SearchAsync()).ShouldBe("KGZ LOG_FORKED; UZB HIT A", "what was found must outlive the process");
    }

    /// <summary>The hub is started on a database with another history than its members have seen, signed with its own key.</summary>
    private async Task HubRefusesAsync(string before)
    {
        // Nobody has seen more than the hub made durable, once it is dead: a history no longer than that would look like a restored backup.
        await _federation.ProcessOf("hub").KillAsync();
        var forged = await ForgeAsync(before, (await HeadAsync()).Head.Size);
        var honest = _federation.Files.HubFolder + "-honest";
        Directory.Move(_federation.Files.HubFolder, honest);
        Copy(before, _federation.Files.HubFolder);

        _federation.Start("hub");
        var hub = _federation.ProcessOf("hub");
        await hub.WaitAsync();
        hub.ExitCode.ShouldNotBe(0);
        hub.Error.ShouldContain("A member has seen a checkpoint of this log that contradicts the database.");
        (await HeadAsync()).Head.Size.ShouldBe(forged.Head.Size, "it has signed nothing more");

        Directory.Delete(_federation.Files.HubFolder, recursive: true);
        Directory.Move(honest, _federation.Files.HubFolder);
        await _federation.RestoreAsync();
    }

    /// <summary>The node is shown a checkpoint of the size that it knows and of another tree, with the log's signature.</summary>
    private async Task NodeStopsAsync()
    {
        using var key = HubKeys.OpenLog(Hub);
        var signer = new NoteSigner(LogNames.Origin("federation-tests", key.PublicKey), key);
        var answer = HttpStatusCode.Conflict;

        // The log goes on beside this test: the node may know a larger size by the time that it is asked, and then says so (Conflict).
        for (var attempt = 0; attempt < 20 && answer == HttpStatusCode.Conflict; attempt++)
        {
            answer = await OfferAnotherTreeAsync(signer, (long)(await _federation.NodeStatusAsync("KGZ")).Log.Size);
        }

        answer.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var status = (await _federation.NodeStatusAsync("KGZ")).Log;
        status.Forked.ShouldBeTrue();
        (await SearchAsync()).ShouldBe("KGZ LOG_FORKED; UZB HIT A");
        await File.WriteAllTextAsync(PolicyFile, FormattableString.Invariant($"log {signer.VerificationKey}\nquorum none\n"));
        await using var evidence = await CliProcess.RunAsync("log", "evidence", status.EvidenceFile, "--policy", PolicyFile);
        evidence.ExitCode.ShouldBe(4);
        evidence.Output.ShouldStartWith("PROVEN");
        await using var doctor = await CliProcess.RunAsync("node", "doctor", "--data", _federation.Files.NodeFolder("KGZ"), "--json");
        doctor.Output.ShouldContain("log-forked");
    }

    private async Task<HttpStatusCode> OfferAnotherTreeAsync(NoteSigner signer, long size)
    {
        var other = SignedCheckpoint.Sign(new Checkpoint(signer.VerificationKey.Name.ToString(), new TreeHead(size, MerkleHash.EmptyRoot)), signer);
        using var http = new HttpClient();
        using var body = new ByteArrayContent([.. Encoding.UTF8.GetBytes(FormattableString.Invariant($"old {size}\n\n")), .. other.ToBytes()]);
        using var response = await http.PostAsync($"http://127.0.0.1:{_witnessPort}/add-checkpoint", body).WaitAsync(Wait.Patience);
        return response.StatusCode;
    }

    private async Task<string> SearchAsync() => Searches.Summary(await _federation.SearchAsync(Searches.Shared));

    private async Task<SignedCheckpoint> HeadAsync()
    {
        await using var database = HubDatabase.Open(Hub);
        return (await new SqliteLogTree(database).ReadHeadAsync(CancellationToken.None)).ShouldNotBeNull();
    }

    /// <summary>Goes on from an older state of the hub with entries of its own, to beyond what the members have seen.</summary>
    private static async Task<SignedCheckpoint> ForgeAsync(string folder, long beyond)
    {
        var layout = new HubDirectoryLayout(folder);
        await using var database = HubDatabase.Open(layout);
        using var key = HubKeys.OpenLog(layout);
        var signer = new NoteSigner(LogNames.Origin("federation-tests", key.PublicKey), key);
        var tree = new SqliteLogTree(database);
        _ = TrustPolicy.TryParse(Encoding.UTF8.GetBytes($"log {signer.VerificationKey}\nquorum none\n"), out var nobody, out _);
        var start = await LogSequencer.StartAsync(tree, signer, new WitnessGate(nobody.ShouldNotBeNull()), null, CancellationToken.None);
        using var sequencer = start.Sequencer.ShouldNotBeNull();
        while (sequencer.Published.Head.Size <= beyond)
        {
            var subject = Guid.NewGuid().ToString("N");
            var payload = new AuditPayload(AuditKind.AdministratorAction, null, subject, [new AuditDetail("detail", "forged")]);
            var entry = NewLogEntry.Create(IdempotencyKey.Derive(payload.Kind, Encoding.UTF8.GetBytes(subject)), TimeProvider.System.GetUtcNow(), payload);
            await tree.AppendAsync([entry], CancellationToken.None);
            (await sequencer.IntegrateAsync(CancellationToken.None)).ShouldBe(SequencerOutcome.Published);
        }

        return sequencer.Published;
    }

    /// <summary>Has a node offer add-checkpoint on a loopback address.</summary>
    private async Task OfferWitnessAsync(string country)
    {
        var file = Path.Combine(_federation.Files.NodeFolder(country), "node.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(file)).ShouldNotBeNull();
        json["witness"] = new JsonObject { ["listen"] = FormattableString.Invariant($"127.0.0.1:{_witnessPort}") };
        await File.WriteAllTextAsync(file, json.ToJsonString());
        await _federation.ProcessOf(country).KillAsync();
        await _federation.RestoreAsync();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var directory in Directory.EnumerateDirectories(from))
        {
            Copy(directory, Path.Combine(to, Path.GetFileName(directory)));
        }

        foreach (var file in Directory.EnumerateFiles(from).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
