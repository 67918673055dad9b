using System.Text.Json;
using FedHub.Cli.Log.Review;

namespace FedHub.Cli.Tests.Log;

public sealed class LogReviewTests : IDisposable
{
    // A Monday.
    private static readonly DateTimeOffset _monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly AuditLogFolder _log = new();
    private readonly TestTerminal _terminal = new();

    [Fact]
    public async Task Unusual_CountsAskersRefusalsBurstsAndNights()
    {
        for (var i = 0; i < 12; i++)
        {
            _log.Add(AuditLogFolder.Query("KAZ", $"burst-{i}", "o-1"), _monday.AddSeconds(i));
        }

        _log.Add(AuditLogFolder.Query("KAZ", "night", "o-2", parts: ["KGZ/persons/document 1 8 e", "UZB/persons/document 1 8 e"]), _monday.AddHours(13));
        _log.Add(AuditLogFolder.Query("KAZ", "sunday", "o-2"), _monday.AddDays(-1));
        _log.Add(AuditLogFolder.Answer("KGZ", "KAZ", "night", "BudgetExhausted"), _monday.AddHours(13));
        await FetchAsync();

        var lines = await UnusualAsync();

        lines.ShouldContain("most searches|KAZ/o-1|12|12 searches with 96 elements, Criminal Police");
        lines.ShouldContain("most searches|KAZ/o-2|2|2 searches with 24 elements, Criminal Police");
        lines.ShouldContain("refusals|KAZ|1|1 × BudgetExhausted (answer-delivered)");
        lines.ShouldContain("bursts|KAZ/o-1|12|12 searches within 10 minutes from 2026-03-02 09:00 UTC on");
        lines.ShouldContain("out of hours|KAZ/o-2|2|2 searches at night or on a week-end, the first at 2026-03-01 09:00 UTC");
        lines.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Unusual_LocalTimeAndPeriod_AreMinded()
    {
        _log.Add(AuditLogFolder.Query("KAZ", "a", "o-1"), _monday.AddHours(7));
        _log.Add(AuditLogFolder.Query("KAZ", "b", "o-1"), _monday.AddDays(1));
        await FetchAsync();

        // 16:00 UTC is 21:00 in Almaty's time.
        (await UnusualAsync("--utc-offset", "+05:00")).ShouldContain("out of hours|KAZ/o-1|1|1 searches at night or on a week-end, the first at 2026-03-02 16:00 UTC");
        (await UnusualAsync("--until", "2026-03-03")).ShouldContain("most searches|KAZ/o-1|1|1 searches with 8 elements, Criminal Police");
    }

    [Theory]
    [InlineData("--hours", "20-7")]
    [InlineData("--hours", "all")]
    [InlineData("--utc-offset", "5")]
    [InlineData("--top", "0")]
    [InlineData("--records", "records")]
    public async Task Unusual_SettingThatMakesNoSense_IsAUsageError(string option, string value)
    {
        await _log.AddMany(1).PublishAsync();
        await FetchAsync();

        (await _terminal.RunAsync("log", "unusual", "--copy", _log.File("copy"), "--policy", _log.Policy, option, value)).ShouldBe(2);
    }

    [Theory]
    [InlineData("+05:30", 330)]
    [InlineData("-03:00", -180)]
    [InlineData("+00:00", 0)]
    public void Offset_IsRead(string text, int minutes)
    {
        UnusualUses.TryParseOffset(text, out var offset).ShouldBeTrue();
        offset.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public async Task Report_OfAMonth_StatesWhatIsCompleteAndWhatIsNot()
    {
        _log.Add(AuditLogFolder.Query("KAZ", "february", "o-1"), new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero));
        _log.Add(AuditLogFolder.Query("KAZ", "a", "o-1", parts: ["KGZ/persons/document 1 8 e", "UZB/persons/phone 1 1 e"]), _monday);
        _log.Add(AuditLogFolder.Answer("KGZ", "KAZ", "a"), _monday);
        _log.Add(AuditLogFolder.Answer("KGZ", "UZB", "others"), _monday);
        await FetchAsync(payload => payload.Subject != "others");
        (await ReportAsync()).ShouldBe(0);
        _terminal.Output.ShouldContain("NOT CLOSED");
        _terminal.Output.ShouldContain("- The month has 3 entries, from 1 to 3, without a gap.");
        _terminal.Output.ShouldContain("- Payloads: 2 whole, 0 metadata only, 0 erased, 1 not ours to read.");
        _terminal.Output.ShouldContain("| KAZ | KGZ | 1 | 8 |");
        _terminal.Output.ShouldContain("| answer-delivered ANSWERED | 1 |");
        _terminal.Output.ShouldContain("| query-submitted | 1 |");

        _log.Add(AuditLogFolder.Query("KAZ", "april", "o-1"), new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        await FetchAsync(payload => payload.Subject != "others");
        using var terminal = new TestTerminal();
        (await terminal.RunAsync("log", "report", "--copy", _log.File("copy"), "--policy", _log.Policy, "--month", "2026-03")).ShouldBe(0);
        terminal.Output.ShouldContain("- Closed: entry 4, behind all of these, is of a later month");
    }

    [Fact]
    public async Task Report_OfAMonthInWhichTheHubsClockWasAhead_IsNotClosedByThat()
    {
        _log.Add(AuditLogFolder.Query("KAZ", "a", "o-1"), _monday);
        _log.Add(AuditLogFolder.Query("KAZ", "ahead", "o-1"), new DateTimeOffset(2026, 4, 2, 0, 0, 0, TimeSpan.Zero));
        _log.Add(AuditLogFolder.Query("KAZ", "b", "o-1"), _monday.AddMinutes(1));
        await FetchAsync();

        (await ReportAsync()).ShouldBe(0);

        _terminal.Output.ShouldContain("NOT CLOSED");
        _terminal.Output.ShouldContain("- The month has 2 entries, from 0 to 2; 1 between them bear a time of another month.");
    }

    [Fact]
    public async Task Report_OfACopyThatWasAltered_IsNotWritten()
    {
        await _log.AddMany(10).PublishAsync();
        await FetchAsync();
        var file = Path.Combine(_log.File("copy"), "openings/000.p/10");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[60] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        (await ReportAsync()).ShouldBe(4);

        _terminal.Output.ShouldNotContain("Completeness");
    }

    [Theory]
    [InlineData("March")]
    [InlineData("2026-13")]
    [InlineData("2026-3")]
    public async Task Report_OfNoMonth_IsAUsageError(string month) =>
        (await _terminal.RunAsync("log", "report", "--copy", _log.File("copy"), "--policy", _log.Policy, "--month", month)).ShouldBe(2);

    [Fact]
    public async Task Report_Json_HasTheNumbers()
    {
        _log.Add(AuditLogFolder.Query("KAZ", "a", "o-1"), _monday);
        await FetchAsync();
        using var terminal = new TestTerminal();

        (await terminal.RunAsync("log", "report", "--copy", _log.File("copy"), "--policy", _log.Policy, "--month", "2026-03", "--json")).ShouldBe(0);

        var json = JsonDocument.Parse(terminal.Output).RootElement;
        json.GetProperty("closed").GetBoolean().ShouldBeFalse();
        json.GetProperty("whole").GetInt64().ShouldBe(1);
        json.GetProperty("purposes").GetProperty("investigation").GetInt64().ShouldBe(1);
    }

    public void Dispose()
    {
        _log.Dispose();
        _terminal.Dispose();
    }

    private async Task FetchAsync(Func<FedHub.Transparency.AuditPayload, bool>? isOurs = null)
    {
        await _log.PublishAsync(isOurs: isOurs);
        using var terminal = new TestTerminal();
        (await terminal.RunAsync("log", "fetch", _log.Log, "--copy", _log.File("copy"), "--policy", _log.Policy)).ShouldBe(0, terminal.Error);
    }

    private Task<int> ReportAsync() => _terminal.RunAsync("log", "report", "--copy", _log.File("copy"), "--policy", _log.Policy, "--month", "2026-03");

    private async Task<IReadOnlyList<string>> UnusualAsync(params string[] more)
    {
        using var terminal = new TestTerminal();
        (await terminal.RunAsync(["log", "unusual", "--copy", _log.File("copy"), "--policy", _log.Policy, "--json", .. more])).ShouldBe(0, terminal.Error);
        return
        [
            .. terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                .Select(use => $"{use.GetProperty("section").GetString()}|{use.GetProperty("who").GetString()}|{use.GetProperty("count").GetInt64()}|{use.GetProperty("text").GetString()}"),
        ];
    }
}
