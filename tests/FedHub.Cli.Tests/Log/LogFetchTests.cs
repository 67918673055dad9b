using FedHub.Cli.Log.Copies;
using FedHub.Cli.Log.Sources;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Tests.Log;

/// <summary>What a fetch that fails, lies or is killed leaves of the copy that was there.</summary>
public sealed class LogFetchTests : IDisposable
{
    private readonly AuditLogFolder _log = new();
    private readonly TestTerminal _terminal = new();

    private string Copy => _log.File("copy");

    [Theory]
    [InlineData(20, 20)]
    [InlineData(20, 25)]
    [InlineData(300, 600)]
    public async Task Fetch_LogThatForked_KeepsEvidenceAndTheCopy(int first, int second)
    {
        await _log.AddMany(first).PublishAsync();
        (await FetchAsync()).ShouldBe(0);
        var before = Files();

        (await FetchAsync(await ForkAsync(second))).ShouldBe(4);

        _terminal.Error.ShouldContain("FORKED: the log signed two histories");
        var evidence = Directory.GetDirectories(Path.Combine(Copy, "evidence")).ShouldHaveSingleItem();
        ForkEvidence.TryParse(await File.ReadAllBytesAsync(Path.Combine(evidence, "fork-evidence")), out var proof).ShouldBeTrue();
        proof.Proves(_log.Signer.VerificationKey).ShouldBeTrue();
        Files().ShouldBe(before);
        await CopyShouldVerifyAsync(first);
        (await FetchAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_ForkWithoutAQuorum_IsAForkAndNotALackOfWitnesses()
    {
        using var key = SigningKey.Generate();
        var witness = NoteVerificationKey.ForCosignature(KeyName.Parse("test.fedhub/witness/KAZ"), key.PublicKey);
        var strict = _log.Write("strict.policy", $"log {_log.Signer.VerificationKey}\nwitness KAZ {witness}\nquorum KAZ\n");
        await _log.AddMany(20).PublishAsync();
        (await FetchAsync()).ShouldBe(0);

        (await _terminal.RunAsync("log", "fetch", await ForkAsync(25), "--copy", Copy, "--policy", strict)).ShouldBe(4);

        _terminal.Error.ShouldContain("FORKED");
    }

    [Fact]
    public async Task Fetch_UpperTileServedWrong_FailsAndLeavesTheCopy()
    {
        await _log.AddMany(600).PublishAsync();
        (await FetchAsync()).ShouldBe(0);
        var before = Files();
        Flip(Path.Combine(_log.Log, "tile/1/000.p/2"), 40);

        (await FetchAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain("FAILED     a hash of tile/1/000.p/2");
        Files().ShouldBe(before);
        await CopyShouldVerifyAsync(600);
    }

    [Fact]
    public async Task Fetch_BundleWhoseKnownEntriesAreServedWrong_FailsAndLeavesTheCopy()
    {
        await _log.AddMany(20).PublishAsync();
        (await FetchAsync()).ShouldBe(0);
        await _log.AddMany(5).PublishAsync();
        Flip(Path.Combine(_log.Log, "tile/entries/000.p/25"), (3 * 45) + 5);

        (await FetchAsync()).ShouldBe(4);

        _terminal.Output.ShouldContain("FAILED     entry 3 is not the one whose hash");
        await CopyShouldVerifyAsync(20);
    }

    [Fact]
    public async Task Fetch_AnotherLog_IsWrongUseAndWritesNothing()
    {
        await _log.AddMany(20).PublishAsync();
        (await FetchAsync()).ShouldBe(0);
        var before = Files();
        using var other = new AuditLogFolder("other.fedhub/log/2");
        await other.AddMany(300).PublishAsync();

        (await _terminal.RunAsync("log", "fetch", other.Log, "--copy", Copy, "--policy", other.Policy)).ShouldBe(2);

        _terminal.Error.ShouldContain("This copy is of another log");
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task Fetch_OpeningsMissingAtTheSource_LeavesACopyThatVerifies()
    {
        await _log.AddMany(25).PublishAsync();
        (await FetchAsync()).ShouldBe(0);
        await _log.AddMany(300).PublishAsync();
        File.Delete(Path.Combine(_log.Log, "openings/001.p/69"));

        (await FetchAsync()).ShouldBe(3);

        await CopyShouldVerifyAsync(25);
        await _log.PublishAsync();
        (await FetchAsync()).ShouldBe(0);
        await CopyShouldVerifyAsync(325);
    }

    [Fact]
    public async Task Fetch_PayloadsThatTheLogNoLongerGives_StayInTheCopy()
    {
        await _log.AddMany(25).PublishAsync();
        (await FetchAsync()).ShouldBe(0);
        await _log.AddMany(15).PublishAsync(isOurs: payload => int.Parse(payload.Subject[1..], System.Globalization.CultureInfo.InvariantCulture) >= 20);

        (await FetchAsync()).ShouldBe(0);

        _terminal.Output.ShouldContain("kept       20 payloads");
        using var terminal = new TestTerminal();
        (await terminal.RunAsync("log", "verify", Copy, "--policy", _log.Policy)).ShouldBe(0);
        terminal.Output.ShouldContain("payloads   40 whole, 0 metadata only, 0 erased, 0 not ours to read");
    }

    [Fact]
    public async Task Fetch_PayloadsIntoACopyOfTheTreeAlone_AreThoseOfAllEntries()
    {
        await _log.AddMany(300).PublishAsync();
        Directory.Delete(Path.Combine(_log.Log, "openings"), recursive: true);
        (await FetchAsync()).ShouldBe(0);
        await CopyShouldVerifyAsync(300);
        await _log.AddMany(300).PublishAsync();

        (await FetchAsync()).ShouldBe(0);

        await CopyShouldVerifyAsync(600);
        _terminal.Output.ShouldContain("payloads   600 whole");
    }

    [Theory]
    [InlineData(0, 300, true)]
    [InlineData(20, 25, true)]
    [InlineData(300, 600, true)]
    [InlineData(20, 300, false)]
    public async Task Fetch_KilledBetweenAnyTwoSteps_LeavesTheOldCopyOrTheNew(int first, int second, bool hadOpenings)
    {
        await _log.AddMany(first).PublishAsync();
        if (!hadOpenings)
        {
            Directory.Delete(Path.Combine(_log.Log, "openings"), recursive: true);
        }

        if (first > 0)
        {
            (await FetchAsync()).ShouldBe(0);
        }

        await _log.AddMany(second - first).PublishAsync();
        var done = false;
        for (var steps = 0; !done; steps++)
        {
            var copy = Duplicate(Copy, _log.File($"copy-{steps}"));
            done = await TakeAsync(copy, steps);

            if (first > 0 || File.Exists(Path.Combine(copy, "checkpoint")))
            {
                await ShouldVerifyAsync(copy, first, second);
            }

            (await FetchAsync(copy: copy)).ShouldBe(0, _terminal.Error);
            await ShouldVerifyAsync(copy, second, second);
            Directory.Exists(Path.Combine(copy, "incoming")).ShouldBeFalse();
            Directory.GetFiles(Path.Combine(copy, "openings"), "*", SearchOption.AllDirectories).Length.ShouldBe((second + 255) / 256);
        }
    }

    [Fact]
    public async Task Fetch_BrokenOff_GoesOnWithoutFetchingTwice()
    {
        await _log.AddMany(600).PublishAsync();
        var missing = Path.Combine(_log.Log, "tile/entries/002.p/88");
        File.Move(missing, missing + ".away");
        (await FetchAsync()).ShouldBe(3);
        File.Move(missing + ".away", missing);
        File.Delete(Path.Combine(_log.Log, "tile/entries/000"));

        (await FetchAsync()).ShouldBe(0);

        await CopyShouldVerifyAsync(600);
    }

    [Fact]
    public async Task Fetch_WhatWasLeftBehindIsTorn_IsFetchedAgain()
    {
        await _log.AddMany(600).PublishAsync();
        var missing = Path.Combine(_log.Log, "tile/entries/002.p/88");
        File.Move(missing, missing + ".away");
        (await FetchAsync()).ShouldBe(3);
        File.Move(missing + ".away", missing);
        await File.WriteAllBytesAsync(Path.Combine(Copy, "incoming/tile/entries/001"), new byte[100]);

        (await FetchAsync()).ShouldBe(0);

        await CopyShouldVerifyAsync(600);
    }

    [Fact]
    public async Task Fetch_FullTileInPlaceOfAPartialOne_KeepsNoMoreThanWasVerified()
    {
        await _log.AddMany(20).PublishAsync();
        var checkpoint = await File.ReadAllBytesAsync(Path.Combine(_log.Log, "checkpoint"));
        Directory.Delete(_log.Log, recursive: true);
        await _log.AddMany(236).PublishAsync();
        Directory.Delete(Path.Combine(_log.Log, "openings"), recursive: true);
        await File.WriteAllBytesAsync(Path.Combine(_log.Log, "checkpoint"), checkpoint);

        (await FetchAsync()).ShouldBe(0);

        await CopyShouldVerifyAsync(20);
        Directory.GetFiles(Path.Combine(Copy, "tile"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Copy, file)).Order()
            .ShouldBe(["tile/0/000.p/20", "tile/entries/000.p/20"]);
    }

    [Fact]
    public async Task Fetch_WhileAnotherOneIsAtIt_IsRefused()
    {
        await _log.AddMany(5).PublishAsync();
        using (new CopyFolder(Copy).Lock())
        {
            (await FetchAsync()).ShouldBe(2);
            _terminal.Error.ShouldContain("Another fedhub log fetch works on this copy");
        }

        (await FetchAsync()).ShouldBe(0);
    }

    public void Dispose()
    {
        _log.Dispose();
        _terminal.Dispose();
    }

    private static string Duplicate(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.Exists(from) ? Directory.GetFiles(from, "*", SearchOption.AllDirectories) : [])
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

    private static void Flip(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private Task<int> FetchAsync(string? from = null, string? copy = null) =>
        _terminal.RunAsync("log", "fetch", from ?? _log.Log, "--copy", copy ?? Copy, "--policy", _log.Policy);

    /// <summary>Fetches and takes so many steps of moving in; what a process leaves that is killed there.</summary>
    /// <returns>Whether there were no more.</returns>
    private async Task<bool> TakeAsync(string copy, int steps)
    {
        TrustPolicy.TryParse(await File.ReadAllBytesAsync(_log.Policy), out var policy, out _).ShouldBeTrue();
        using var log = new FolderLog(_log.Log);
        using var update = new CopyUpdate(new CopyFolder(copy), log, policy, _terminal.Services);
        var (check, all) = await update.PrepareAsync(CancellationToken.None);
        check.Finding.ShouldBeNull();
        var taken = 0;
        foreach (var step in all)
        {
            if (taken == steps)
            {
                return false;
            }

            step();
            taken++;
        }

        taken.ShouldBeGreaterThan(4);
        return true;
    }

    private string Files() => string.Join('\n', Directory.GetFiles(Copy, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Copy, file).StartsWith("evidence", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Digest.Of(File.ReadAllBytes(file))}"));

    private Task CopyShouldVerifyAsync(int size) => ShouldVerifyAsync(Copy, size, size);

    private async Task ShouldVerifyAsync(string copy, int size, int orSize)
    {
        using var terminal = new TestTerminal();
        (await terminal.RunAsync("log", "verify", copy, "--policy", _log.Policy)).ShouldBe(0, terminal.Output + terminal.Error);
        string[] either = [$"verified   all {size} entries lead to the signed checkpoint", $"verified   all {orSize} entries lead to the signed checkpoint"];
        terminal.Output.Split('\n')[0].ShouldBeOneOf(either);
    }

    /// <summary>Another history, signed with the same key, that begins alike.</summary>
    private async Task<string> ForkAsync(int count)
    {
        var folder = _log.File("fork");
        var (writer, _) = await LogFolderWriter.OpenAsync(new LogFolder(folder, FileDurability.None), _log.Signer, CancellationToken.None);
        for (var i = 0; i < count; i++)
        {
            writer!.Append(i < 7 ? _log.Leaf(i).Encode() : new AuditLeaf(i, Digest.Of([(byte)i])).Encode());
        }

        writer!.Publish();
        return folder;
    }
}
