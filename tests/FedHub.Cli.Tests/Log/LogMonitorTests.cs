using System.Text.Json;
using FedHub.Cli.Log.Monitoring;
using FedHub.Transparency;

namespace FedHub.Cli.Tests.Log;

public sealed class LogMonitorTests : IDisposable
{
    private readonly AuditLogFolder _log = new();
    private readonly TestTerminal _terminal = new();

    [Fact]
    public async Task Monitor_LogThatGrows_IsVerifiedStepByStep()
    {
        await _log.AddMany(3).PublishAsync();
        (await WatchAsync()).ShouldBe(0);
        (await WatchAsync()).ShouldBe(0);
        await _log.AddMany(300).PublishAsync();
        (await WatchAsync()).ShouldBe(0);

        _terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
            ["began: all 3 entries are verified", "unchanged: 3 entries", "verified: 300 new entries, 303 in all"]);
        Directory.Exists(Path.Combine(_log.File("monitor"), "evidence")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(20, 25)]
    [InlineData(20, 20)]
    public async Task Monitor_LogThatForked_WritesEvidenceThatProvesIt(int first, int second)
    {
        await _log.AddMany(first).PublishAsync();
        (await WatchAsync()).ShouldBe(0);
        var fork = await ForkAsync(second);

        (await WatchAsync(fork)).ShouldBe(4);

        _terminal.Output.ShouldContain("FORKED");
        var evidence = Directory.GetDirectories(Path.Combine(_log.File("monitor"), "evidence")).ShouldHaveSingleItem();
        ForkEvidence.TryParse(await File.ReadAllBytesAsync(Path.Combine(evidence, "fork-evidence")), out var proof).ShouldBeTrue();
        proof.Proves(_log.Signer.VerificationKey).ShouldBeTrue();
        (await _terminal.RunAsync("log", "evidence", Path.Combine(evidence, "fork-evidence"), "--policy", _log.Policy)).ShouldBe(4);
        _terminal.Output.ShouldContain("PROVEN");
        using var terminal = new TestTerminal();
        (await terminal.RunAsync("log", "evidence", Path.Combine(evidence, "fork-evidence"), "--policy", _log.Policy, "--json")).ShouldBe(4);
        var json = JsonDocument.Parse(terminal.Output).RootElement;
        json.GetProperty("verdict").GetString().ShouldBe("proven");
        json.GetProperty("log").GetString().ShouldBe(_log.Signer.VerificationKey.Name.ToString());
        json.GetProperty("firstSize").GetInt64().ShouldBe(first);
        json.GetProperty("secondSize").GetInt64().ShouldBe(second);
        json.GetProperty("firstRoot").GetString().ShouldNotBe(json.GetProperty("secondRoot").GetString());

        // What was seen first stays what is known: the honest log is still fine.
        (await WatchAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Monitor_ForkThatIsShorter_IsRefusedAndBothCheckpointsAreKept()
    {
        await _log.AddMany(20).PublishAsync();
        (await WatchAsync()).ShouldBe(0);
        var fork = await ForkAsync(12);

        // Only the longer history's tiles could prove it, and they are not served; whoever has them can, with these two.
        (await WatchAsync(fork)).ShouldBe(3);
        (await WatchAsync(fork)).ShouldBe(3);

        var kept = Directory.GetDirectories(Path.Combine(_log.File("monitor"), "evidence")).ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(Path.Combine(kept, "checkpoint-served"))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(fork, "checkpoint")));
        (await File.ReadAllBytesAsync(Path.Combine(kept, "checkpoint-held"))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(_log.Log, "checkpoint")));
    }

    [Theory]
    [InlineData(20, "FORKED")]
    [InlineData(25, "FORKED")]
    [InlineData(12, "REFUSED: the log shows 12 entries")]
    public async Task Monitor_ForkWithoutAQuorum_IsNotTakenForALackOfWitnesses(int size, string words)
    {
        using var key = FedHub.Cryptography.SigningKey.Generate();
        var witness = NoteVerificationKey.ForCosignature(KeyName.Parse("test.fedhub/witness/KAZ"), key.PublicKey);
        var strict = _log.Write("strict.policy", $"log {_log.Signer.VerificationKey}\nwitness KAZ {witness}\nquorum KAZ\n");
        await _log.AddMany(20).PublishAsync();
        (await WatchAsync()).ShouldBe(0);

        (await WatchAsync(await ForkAsync(size), strict)).ShouldBe(size < 20 ? 3 : 4);

        _terminal.Output.ShouldContain(words);
        Directory.GetDirectories(Path.Combine(_log.File("monitor"), "evidence")).ShouldHaveSingleItem();

        // The honest log, as long as nobody has cosigned it, is not checked, whether or not it grows.
        (await WatchAsync(policy: strict)).ShouldBe(3);
        await _log.AddMany(5).PublishAsync();
        (await WatchAsync(policy: strict)).ShouldBe(3);
        _terminal.Error.ShouldContain("Too few witnesses");
    }

    [Fact]
    public async Task Monitor_CheckpointOfAnotherKey_IsKept()
    {
        await _log.AddMany(3).PublishAsync();
        (await WatchAsync()).ShouldBe(0);
        using var other = new AuditLogFolder();
        await other.AddMany(5).PublishAsync();

        (await WatchAsync(other.Log)).ShouldBe(4);
        (await WatchAsync(other.Log)).ShouldBe(4);

        _terminal.Output.ShouldContain("FAILED: The checkpoint's signature is not right");
        var kept = Directory.GetDirectories(Path.Combine(_log.File("monitor"), "evidence")).ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(Path.Combine(kept, "checkpoint-served"))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(other.Log, "checkpoint")));
        (await WatchAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Evidence_AgainstAnotherLog_ProvesNothing()
    {
        await _log.AddMany(20).PublishAsync();
        (await WatchAsync()).ShouldBe(0);
        (await WatchAsync(await ForkAsync(25))).ShouldBe(4);
        var evidence = Directory.GetDirectories(Path.Combine(_log.File("monitor"), "evidence")).ShouldHaveSingleItem();
        using var other = new AuditLogFolder();

        (await _terminal.RunAsync("log", "evidence", Path.Combine(evidence, "fork-evidence"), "--policy", other.Policy)).ShouldBe(0);
        (await _terminal.RunAsync("log", "evidence", _log.Policy, "--policy", _log.Policy)).ShouldBe(2);
    }

    [Fact]
    public async Task Monitor_OlderStateOfTheSameHistory_IsRefusedAndNotForgotten()
    {
        await _log.AddMany(20).PublishAsync(_log.File("older"));
        await _log.AddMany(20).PublishAsync();
        (await WatchAsync()).ShouldBe(0);

        // A stale server still has the newer tiles, or not: it is refused either way.
        (await WatchAsync(_log.File("older"))).ShouldBe(3);
        File.Copy(Path.Combine(_log.File("older"), "checkpoint"), Path.Combine(_log.Log, "checkpoint"), overwrite: true);
        (await WatchAsync()).ShouldBe(3);

        _terminal.Output.ShouldContain("REFUSED: the log shows 20 entries and has shown 40 before");
        MonitorState.TryParse(await File.ReadAllBytesAsync(Path.Combine(_log.File("monitor"), "monitor.state")), out var state).ShouldBeTrue();
        state.Checkpoint.Head.Size.ShouldBe(40);
    }

    [Fact]
    public async Task Monitor_AlteredEntry_KeepsWhatShowsIt()
    {
        await _log.AddMany(20).PublishAsync();
        (await WatchAsync()).ShouldBe(0);
        await _log.AddMany(5).PublishAsync();
        var bundle = Path.Combine(_log.Log, "tile/entries/000.p/25");
        var bytes = await File.ReadAllBytesAsync(bundle);
        bytes[(22 * 45) + 5] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes);

        (await WatchAsync()).ShouldBe(4);

        var evidence = Directory.GetDirectories(Path.Combine(_log.File("monitor"), "evidence")).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(Path.Combine(evidence, "finding.txt"))).ShouldBe("entry 22 is not the one whose hash is in tile/0/000.p/25\n");
        File.Exists(Path.Combine(evidence, "checkpoint")).ShouldBeTrue();
    }

    [Fact]
    public async Task Monitor_MissingTile_CouldNotCheckAndKeepsItsState()
    {
        await _log.AddMany(20).PublishAsync();
        (await WatchAsync()).ShouldBe(0);
        await _log.AddMany(5).PublishAsync();
        File.Delete(Path.Combine(_log.Log, "tile/0/000.p/25"));

        (await WatchAsync()).ShouldBe(3);
        await _log.PublishAsync(_log.File("again"));
        (await WatchAsync(_log.File("again"))).ShouldBe(0);
    }

    [Fact]
    public async Task Monitor_DamagedState_IsNotBegunAnewUnasked()
    {
        await _log.AddMany(3).PublishAsync();
        Directory.CreateDirectory(_log.File("monitor"));
        await File.WriteAllTextAsync(Path.Combine(_log.File("monitor"), "monitor.state"), "nonsense");

        (await WatchAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task State_Altered_IsRefused()
    {
        var state = new MonitorState(await _log.AddMany(3).PublishAsync(), LogVerifierState.Start);
        var bytes = state.ToBytes();
        MonitorState.TryParse(bytes, out var read).ShouldBeTrue();
        read.ToBytes().ShouldBe(bytes);

        for (var at = 0; at < bytes.Length; at++)
        {
            var altered = bytes.ToArray();
            altered[at] ^= 1;
            MonitorState.TryParse(altered, out _).ShouldBeFalse();
            MonitorState.TryParse(bytes.AsSpan(0, at), out _).ShouldBeFalse();
        }
    }

    public void Dispose()
    {
        _log.Dispose();
        _terminal.Dispose();
    }

    private Task<int> WatchAsync(string? log = null, string? policy = null) =>
        _terminal.RunAsync("log", "monitor", log ?? _log.Log, "--policy", policy ?? _log.Policy, "--state", _log.File("monitor"), "--once");

    /// <summary>Another history, signed with the same key, that begins alike.</summary>
    private async Task<string> ForkAsync(int count)
    {
        var folder = _log.File("fork");
        var (writer, _) = await LogFolderWriter.OpenAsync(new LogFolder(folder, FileDurability.None), _log.Signer, CancellationToken.None);
        for (var i = 0; i < count; i++)
        {
            writer!.Append(i < 7 ? _log.Leaf(i).Encode() : new AuditLeaf(i, FedHub.Cryptography.Digest.Of([(byte)i])).Encode());
        }

        writer!.Publish();
        return folder;
    }
}
