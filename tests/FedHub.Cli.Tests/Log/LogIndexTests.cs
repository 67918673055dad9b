namespace FedHub.Cli.Tests.Log;

/// <summary>The index beside an auditor's own copy.</summary>
public sealed class LogIndexTests : IDisposable
{
    private readonly AuditLogFolder _log = new();
    private readonly TestTerminal _terminal = new();

    private string Copy => _log.File("copy");

    private string Index => Path.Combine(Copy, "index.db");

    [Fact]
    public async Task Index_OfTheSameLogAndSizeUnderAnotherRoot_IsMadeAnew()
    {
        using var other = new AuditLogFolder();
        await other.AddMany(10).Add(AuditLogFolder.Query("KAZ", "q-other")).PublishAsync();
        (await _terminal.RunAsync("log", "search", "--copy", other.Log, "--policy", other.Policy)).ShouldBe(0);
        await FetchAsync(_log.AddMany(10).Add(AuditLogFolder.Query("KAZ", "q-own")));
        File.Copy(Path.Combine(other.Log, "index.db"), Index);
        using var terminal = new TestTerminal();

        (await terminal.RunAsync("log", "search", "--copy", Copy, "--policy", _log.Policy, "--kind", "query-submitted")).ShouldBe(0);

        terminal.Output.ShouldContain("q-own");
        terminal.Output.ShouldNotContain("q-other");
    }

    [Fact]
    public async Task Index_OfWhatIsNotTheBeginningOfTheLog_IsMadeAnew()
    {
        using var other = new AuditLogFolder();
        await other.AddMany(10).Add(AuditLogFolder.Query("KAZ", "q-other")).PublishAsync();
        (await _terminal.RunAsync("log", "search", "--copy", other.Log, "--policy", other.Policy)).ShouldBe(0);
        await FetchAsync(_log.AddMany(300).Add(AuditLogFolder.Query("KAZ", "q-own")));
        File.Copy(Path.Combine(other.Log, "index.db"), Index);
        using var terminal = new TestTerminal();

        (await terminal.RunAsync("log", "search", "--copy", Copy, "--policy", _log.Policy, "--kind", "query-submitted")).ShouldBe(0);

        terminal.Output.ShouldContain("q-own");
        terminal.Output.ShouldNotContain("q-other");
    }

    [Fact]
    public async Task Copy_WhoseEntriesWereAltered_IsNotIndexed()
    {
        await FetchAsync(_log.AddMany(10));

        // The time is in the leaf and not in the commitment: the payload opens it still.
        var bundle = Path.Combine(Copy, "tile/entries/000.p/10");
        var bytes = await File.ReadAllBytesAsync(bundle);
        bytes[(4 * 45) + 2 + 8] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes);

        (await SearchAsync()).ShouldBe(4);

        _terminal.Error.ShouldContain("The log's entries do not lead to its signed checkpoint");
        File.Exists(Index).ShouldBeFalse();
    }

    [Fact]
    public async Task Index_ThatFits_IsKeptAndNotWrittenTo()
    {
        await FetchAsync(_log.AddMany(10));
        (await SearchAsync()).ShouldBe(0);
        var before = await File.ReadAllBytesAsync(Index);
        File.Delete(Path.Combine(Copy, "tile/entries/000.p/10"));

        (await SearchAsync("--query", "q9")).ShouldBe(0);

        (await File.ReadAllBytesAsync(Index)).ShouldBe(before);
        _terminal.Output.ShouldContain("q9");
    }

    [Fact]
    public async Task Index_OfAnEarlierDay_IsExtendedWithoutReadingAllAgain()
    {
        await FetchAsync(_log.AddMany(300));
        (await SearchAsync()).ShouldBe(0);
        File.SetLastWriteTimeUtc(Index, DateTime.UnixEpoch);
        await FetchAsync(_log.AddMany(300));
        File.Delete(Path.Combine(Copy, "tile/entries/000"));
        using var terminal = new TestTerminal();

        (await terminal.RunAsync("log", "search", "--copy", Copy, "--policy", _log.Policy, "--limit", "600")).ShouldBe(0);

        terminal.Error.ShouldContain("600 of 600 entries shown");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Index_WhosePlaceIsTaken_IsMadeForTheCommandAlone(bool byAFolder)
    {
        await FetchAsync(_log.AddMany(10));
        if (byAFolder)
        {
            Directory.CreateDirectory(Path.Combine(Index, "something"));
        }
        else
        {
            File.CreateSymbolicLink(Index, _log.File("nowhere/index.db"));
        }

        (await SearchAsync("--query", "q9")).ShouldBe(0);

        _terminal.Output.ShouldContain("q9");
        _terminal.Error.Contains("made for this command alone", StringComparison.Ordinal).ShouldBe(byAFolder, _terminal.Error);
        Directory.GetFiles(Copy).ShouldAllBe(name => !name.EndsWith(".tmp"));
    }

    [Fact]
    public async Task Searches_AtOnce_AreNotInEachOthersWay()
    {
        await FetchAsync(_log.AddMany(300));
        var terminals = Enumerable.Range(0, 8).Select(_ => new TestTerminal()).ToList();

        var statuses = await Task.WhenAll(terminals.Select(terminal => Task.Run(() => terminal.RunAsync("log", "search", "--copy", Copy, "--policy", _log.Policy, "--query", "q299"))));

        statuses.ShouldAllBe(status => status == 0);
        terminals.ShouldAllBe(terminal => terminal.Output.Contains("q299"));
        Directory.GetFiles(Copy, "index.db*").ShouldBe([Index]);
        terminals.ForEach(terminal => terminal.Dispose());
    }

    [Fact]
    public async Task Index_LeftByAKilledCommand_IsClearedAwayAndPlayedIntoNothing()
    {
        await FetchAsync(_log.AddMany(10));
        var abandoned = Index + ".abcdefgh.ijk.tmp";
        await File.WriteAllTextAsync(abandoned, "half an index");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UnixEpoch);
        await File.WriteAllTextAsync(Index + "-journal", "half a journal");

        (await SearchAsync("--query", "q9")).ShouldBe(0);

        Directory.GetFiles(Copy, "index.db*").ShouldBe([Index]);
    }

    [Fact]
    public async Task Copy_WithoutABundleOfOpenings_SaysThatItIsMissing()
    {
        await FetchAsync(_log.AddMany(300));
        File.Delete(Path.Combine(Copy, "openings/000"));

        (await SearchAsync()).ShouldBe(3);

        _terminal.Error.ShouldContain("openings/000 is missing");
    }

    public void Dispose()
    {
        _log.Dispose();
        _terminal.Dispose();
    }

    private async Task FetchAsync(AuditLogFolder log)
    {
        await log.PublishAsync();
        (await _terminal.RunAsync("log", "fetch", log.Log, "--copy", Copy, "--policy", log.Policy)).ShouldBe(0, _terminal.Error);
    }

    private Task<int> SearchAsync(params string[] filter) => _terminal.RunAsync(["log", "search", "--copy", Copy, "--policy", _log.Policy, .. filter]);
}
