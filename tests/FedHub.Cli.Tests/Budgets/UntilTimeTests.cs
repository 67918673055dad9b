using FedHub.Cli.Budgets;

namespace FedHub.Cli.Tests.Budgets;

public sealed class UntilTimeTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("12h", "2026-03-01T20:00:00Z")]
    [InlineData("7d", "2026-03-08T08:00:00Z")]
    [InlineData("2026-03-05", "2026-03-05T00:00:00Z")]
    [InlineData("2026-03-05 18:30", "2026-03-05T18:30:00Z")]
    [InlineData("2026-03-05T18:30Z", "2026-03-05T18:30:00Z")]
    public void Parse_Time_IsUtc(string text, string expected) =>
        UntilTime.Parse(text, _now).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-3d")]
    [InlineData("99999999999d")]
    [InlineData("5m")]
    [InlineData("05.03.2026")]
    public void Parse_AnythingElse_SaysWhatIsTaken(string text) =>
        Should.Throw<CliFailureException>(() => UntilTime.Parse(text, _now)).Next.ShouldBe("Write 12h, 7d, 2026-12-01 or 2026-12-01T18:00, UTC.");
}
