using System.Text.Json;
using FedHub.Transparency;

namespace FedHub.Cli.Tests.Log;

public sealed class LogVerifyCommandTests : IDisposable
{
    private readonly AuditLogFolder _log = new();
    private readonly TestTerminal _terminal = new();

    [Fact]
    public async Task Verify_HonestLog_IsVerifiedWithItsPayloads()
    {
        await _log.AddMany(300).PublishAsync(isOurs: payload => payload.Subject != "q7");

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy)).ShouldBe(0);

        _terminal.Output.ShouldStartWith("verified   all 300 entries lead to the signed checkpoint");
        _terminal.Output.ShouldContain("log        " + AuditLogFolder.Origin);
        _terminal.Output.ShouldContain("payloads   299 whole, 0 metadata only, 0 erased, 1 not ours to read");
        _terminal.Output.ShouldContain("UNWITNESSED");
    }

    [Fact]
    public async Task Verify_AlteredEntry_IsNamedAsProven()
    {
        await _log.AddMany(300).PublishAsync();
        Flip("tile/entries/000", (17 * 45) + 20);

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy, "--json")).ShouldBe(4);

        var json = JsonDocument.Parse(_terminal.Output).RootElement;
        json.GetProperty("verdict").GetString().ShouldBe("failed");
        json.GetProperty("firstEntry").GetInt64().ShouldBe(17);
        json.GetProperty("kind").GetString().ShouldBe("EntryDiffers");
        json.GetProperty("verifiedSize").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Verify_AlteredPayload_IsNamedAsProven()
    {
        await _log.AddMany(3).PublishAsync();
        Flip("openings/000.p/3", 30);

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy)).ShouldBe(4);

        _terminal.Output.ShouldStartWith("FAILED     the payload of entry 0 is not the one that the entry commits to");
    }

    [Theory]
    [InlineData("tile/entries/000", "cannot be read")]
    [InlineData("tile/0/001.p/44", "is missing")]
    [InlineData("openings/000", "is missing")]
    public async Task Verify_MissingFile_CouldNotCheck(string file, string words)
    {
        await _log.AddMany(300).PublishAsync();
        File.Delete(Path.Combine(_log.Log, file));

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy)).ShouldBe(3);

        _terminal.Output.ShouldStartWith("NOT CHECKED");
        _terminal.Output.ShouldContain(words);
    }

    [Fact]
    public async Task Verify_CheckpointOfAnotherKey_IsProven()
    {
        await _log.AddMany(3).PublishAsync();
        using var other = new AuditLogFolder();

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", other.Policy)).ShouldBe(4);

        _terminal.Error.ShouldContain("signature is not right");
    }

    [Fact]
    public async Task Verify_CheckpointWithoutItsWitnesses_CouldNotCheck()
    {
        await _log.AddMany(3).PublishAsync();
        using var key = FedHub.Cryptography.SigningKey.Generate();
        var witness = NoteVerificationKey.ForCosignature(KeyName.Parse("test.fedhub/witness/KAZ"), key.PublicKey);
        var policy = _log.Write("strict.policy", $"log {_log.Signer.VerificationKey}\nwitness KAZ {witness}\nquorum KAZ\n");

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", policy)).ShouldBe(3);

        _terminal.Error.ShouldContain("Too few witnesses");
        _terminal.Error.ShouldContain("cosigned by: nobody");
    }

    [Theory]
    [InlineData("log nonsense\nquorum none\n", "Line 1")]
    [InlineData("", "policy")]
    public async Task Verify_BrokenPolicy_IsAUsageErrorThatNamesTheLine(string policy, string words)
    {
        await _log.AddMany(1).PublishAsync();

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Write("broken.policy", policy))).ShouldBe(2);

        _terminal.Error.ShouldContain(words);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("http://hub.example/")]
    [InlineData("ftp://localhost/")]
    public async Task Verify_NoLogThere_IsAUsageError(string place) => (await _terminal.RunAsync("log", "verify", place, "--policy", _log.Policy)).ShouldBe(2);

    [Fact]
    public async Task Verify_NobodyListens_IsUnreachable() =>
        (await _terminal.RunAsync("log", "verify", "http://127.0.0.1:9/", "--policy", _log.Policy)).ShouldBe(3);

    [Fact]
    public async Task Verify_WithAState_GoesOnWhereItStopped()
    {
        await _log.AddMany(300).PublishAsync();
        var state = _log.File("verify.state");
        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy, "--state", state)).ShouldBe(0);
        LogVerifierState.TryParse(await File.ReadAllBytesAsync(state), out var saved).ShouldBeTrue();
        saved.Head.Size.ShouldBe(300);

        // What was verified is not read again.
        File.Delete(Path.Combine(_log.Log, "tile/entries/000"));
        Directory.Delete(Path.Combine(_log.Log, "openings"), recursive: true);
        await _log.AddMany(10).PublishAsync();
        Directory.Delete(Path.Combine(_log.Log, "openings"), recursive: true);

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy, "--state", state)).ShouldBe(0);
        _terminal.Output.ShouldContain("all 310 entries");
    }

    [Fact]
    public async Task Verify_LogThatBecameShorter_IsNotTakenForVerified()
    {
        await _log.AddMany(300).PublishAsync();
        var state = _log.File("verify.state");
        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy, "--state", state)).ShouldBe(0);
        using var terminal = new TestTerminal();
        Directory.Delete(_log.Log, recursive: true);
        var (writer, _) = await LogFolderWriter.OpenAsync(new LogFolder(_log.Log), _log.Signer, CancellationToken.None);
        writer!.Append(_log.Leaf(0).Encode());
        writer.Publish();

        (await terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy, "--state", state)).ShouldBe(3);

        terminal.Output.ShouldContain("it has become shorter");
    }

    [Fact]
    public async Task Verify_DamagedState_IsAUsageError()
    {
        await _log.AddMany(3).PublishAsync();

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy, "--state", _log.Write("state", "nonsense"))).ShouldBe(2);
    }

    [Theory]
    [InlineData(1, new[] { 1 }, 0, "1 erased")]
    [InlineData(2, new[] { 1 }, 0, "1 erased")]
    [InlineData(2, new[] { 1, 2 }, 0, "2 erased")]
    [InlineData(1, new[] { 1, 2 }, 3, "2 entries are served as erased, and the log's payloads-erased entries make 1")]
    [InlineData(2, new[] { 1, 4 }, 3, "entry 4 is served as erased, and no payloads-erased entry of the log says so")]
    public async Task Erasures_AreHeldAgainstWhatTheLogSaysOfThem(int said, int[] erased, int status, string text)
    {
        await _log.AddMany(6).Erase(AuditKind.AnswerDelivered, 1, 3, said, erased).PublishAsync();

        (await _terminal.RunAsync("log", "verify", _log.Log, "--policy", _log.Policy)).ShouldBe(status);

        _terminal.Output.ShouldContain(text);
    }

    public void Dispose()
    {
        _log.Dispose();
        _terminal.Dispose();
    }

    private void Flip(string file, int at)
    {
        var path = Path.Combine(_log.Log, file);
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
