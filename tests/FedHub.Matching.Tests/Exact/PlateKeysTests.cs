namespace FedHub.Matching.Tests.Exact;

public sealed class PlateKeysTests
{
    private static MatchSubject Plate(string text, string? country = null) => new() { Vehicles = [text], Country = country };

    [Theory]
    [InlineData("RUS:А 123 ВС 77", null)]
    [InlineData("A123BC77 (Russia)", null)]
    [InlineData("а123вс-77", "RUS")]
    public void Derive_CyrillicOrLatin_GivesSameKeys(string text, string? country)
        => Keys.Texts(Plate(text, country)).ShouldBe(["plate RUS:A123BC77", "plate.any ZZZ:A123BC77"]);

    [Fact]
    public void Score_WithCountryIsBAndWithoutIsC()
    {
        Keys.Score(Plate("RUS:A123BC77"), Plate("RUS:A123BC77")).Grade.ShouldBe(Grade.B);
        Keys.Score(Plate("A123BC77"), Plate("RUS:A123BC77")).Grade.ShouldBe(Grade.C);
    }

    [Theory]
    [InlineData("KAZ:нет")]
    [InlineData("none")]
    [InlineData("KAZ:0000")]
    [InlineData("00000000000000000")]
    public void Derive_Placeholder_GivesNoKeyAndSaysSo(string text)
    {
        Keys.Texts(Plate(text)).ShouldBeEmpty();
        Keys.Codes(Plate(text)).ShouldBe([WarningCode.Unreadable]);
    }

    [Fact]
    public void Derive_PlateOfOneDigitAgainAndAgain_IsOne() => Keys.Texts(Plate("ARE:7777")).ShouldBe(["plate ARE:7777", "plate.any ZZZ:7777"]);

    [Fact]
    public void Derive_NoCountry_SaysSo() => Keys.Codes(Plate("A123BC77")).ShouldBe([WarningCode.IssuerUnknown]);
}
