namespace FedHub.Matching.Tests;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("1984", 1984, 0, 0, "1984")]
    [InlineData("1984-03", 1984, 3, 0, "1984-03")]
    [InlineData("1984-03-07", 1984, 3, 7, "1984-03-07")]
    [InlineData(" 1984-03-00 ", 1984, 3, 0, "1984-03")]
    [InlineData("1984-00-00", 1984, 0, 0, "1984")]
    [InlineData("2000-02-29", 2000, 2, 29, "2000-02-29")]
    [InlineData("1850", 1850, 0, 0, "1850")]
    [InlineData("2100-12-31", 2100, 12, 31, "2100-12-31")]
    public void TryParse_ValidText_ReadsPartsAndRoundTrips(string text, int year, int month, int day, string canonical)
    {
        PartialDate.TryParse(text, out var date, out var reason).ShouldBeTrue(reason);
        (date.Year, date.Month, date.Day).ShouldBe((year, month, day));
        date.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("84")]
    [InlineData("1984/03/07")]
    [InlineData("1984-3-7")]
    [InlineData("07.03.1984")]
    [InlineData("1984-02-30")]
    [InlineData("1900-02-29")]
    [InlineData("1984-13-01")]
    [InlineData("1984-00-07")]
    [InlineData("1849-01-01")]
    [InlineData("2101")]
    [InlineData("+984-01-01")]
    [InlineData("1984-01-01T")]
    [InlineData("１９８４")]
    public void TryParse_InvalidText_GivesReasonWithoutTheText(string? text)
    {
        PartialDate.TryParse(text, out var date, out var reason).ShouldBeFalse();
        date.ShouldBe(default);
        reason.ShouldNotBeNullOrEmpty();
        if (!string.IsNullOrEmpty(text))
        {
            reason.ShouldNotContain(text);
        }
    }
}
