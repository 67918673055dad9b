namespace FedHub.Matching.Tests.Exact;

public sealed class PhoneKeysTests
{
    private static MatchSubject Phone(string text, string? country = null) => new() { Phones = [text], Country = country };

    [Theory]
    [InlineData("+7 701 123-45-67", null, "+77011234567")]
    [InlineData("8 (701) 123 45 67", "KAZ", "+77011234567")]
    [InlineData("7 701 123 45 67", "KAZ", "+77011234567")]
    [InlineData("701 123 45 67", "KAZ", "+77011234567")]
    [InlineData("810 998 90 123 45 67", "KAZ", "+998901234567")]
    [InlineData("90 123 45 67", "UZB", "+998901234567")]
    [InlineData("998 90 123 45 67", "UZB", "+998901234567")]
    [InlineData("00998901234567", null, "+998901234567")]
    [InlineData("0555 12 34 56", "KGZ", "+996555123456")]
    [InlineData("0532 123 45 67", "Türkiye", "+905321234567")]
    [InlineData("+44 (0)20 7946 0958", null, "+442079460958")]
    [InlineData("(202) 555-0143 x12", "USA", "+12025550143")]
    [InlineData("1-202-555-0143", "US", "+12025550143")]
    [InlineData("06 698 12345", "ITA", "+390669812345")]
    [InlineData("(+7) 701 123 45 67", "UZB", "+77011234567")]
    [InlineData("\u202A+7 701 123 45 67\u202C", "UZB", "+77011234567")]
    [InlineData("٠٥٣٢ ١٢٣ ٤٥ ٦٧", "TUR", "+905321234567")]
    public void Derive_AnyNotation_GivesE164(string text, string? country, string expected)
    {
        var derived = Keys.Of(Phone(text, country));

        derived.Keys.Single().ShouldBe(new SearchKey(KeyClass.Phone, "phone", expected, 10));
        derived.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0532 123 45 67", null, WarningCode.Unreadable)]
    [InlineData("call me", null, WarningCode.Unreadable)]
    [InlineData("+7 000 000 00 00", null, WarningCode.Unreadable)]
    [InlineData("00000000", "KAZ", WarningCode.Unreadable)]
    [InlineData("12", "KAZ", WarningCode.Unreadable)]
    [InlineData("+999 1234567", null, WarningCode.Unreadable)]
    [InlineData("+7 701 123 45 67 89 01 23", null, WarningCode.Unreadable)]
    public void Derive_NoNumber_GivesNoKeyAndSaysSo(string text, string? country, WarningCode code)
    {
        Keys.Texts(Phone(text, country)).ShouldBeEmpty();
        Keys.Codes(Phone(text, country)).ShouldBe([code]);
    }

    [Theory]
    [InlineData("7 701 123 45 67", "UZB", "+77011234567", WarningCode.IssuerAssumed)]
    [InlineData("998 90 123 45 67", "KAZ", "+998901234567", WarningCode.IssuerAssumed)]
    [InlineData("+90 0532 123 45 67", null, "+905321234567", WarningCode.Implausible)]
    public void Derive_NumberWrittenForAnotherCountry_GivesTheOneThatFitsAndSaysSo(string text, string? country, string expected, WarningCode code)
    {
        Keys.Texts(Phone(text, country)).ShouldBe(["phone " + expected]);
        Keys.Codes(Phone(text, country)).ShouldBe([code]);
    }

    /// <summary>Nine digits of somebody in Kazakhstan are no Turkish number, though they begin with 90.</summary>
    [Fact]
    public void Derive_ShortNumberThatFitsNoPlan_IsTakenAsItStands()
    {
        Keys.Texts(Phone("901234567", "KAZ")).ShouldBe(["phone +7901234567"]);
        Keys.Codes(Phone("901234567", "KAZ")).ShouldBe([WarningCode.Implausible]);
    }

    [Fact]
    public void Derive_ImpossibleLength_WarnsAndStillGivesKey()
    {
        Keys.Texts(Phone("+998 90 123 45")).ShouldBe(["phone +9989012345"]);
        Keys.Codes(Phone("+998 90 123 45")).ShouldBe([WarningCode.Implausible]);
    }

    [Fact]
    public void Derive_NoPlusNoCountry_SaysWhatItAssumed()
        => Keys.Codes(Phone("998901234567")).ShouldBe([WarningCode.IssuerAssumed]);

    [Fact]
    public void Score_PhoneAlone_IsC() => Keys.Score(Phone("+77011234567"), Phone("+77011234567")).Grade.ShouldBe(Grade.C);

    [Fact]
    public void Plans_AllRows_AreConsistent()
    {
        PhonePlans.All.Count.ShouldBeGreaterThan(240);
        PhonePlans.All.ShouldAllBe(p => p.CallingCode.Length >= 1 && p.CallingCode.Length <= 3 && p.CallingCode.All(char.IsAsciiDigit) && p.CallingCode[0] != '0');
        PhonePlans.All.ShouldAllBe(p => p.Lengths.Count > 0 && p.Lengths.All(l => l >= 2 && l <= 17) && p.NationalPrefix.All(char.IsAsciiDigit));
        PhonePlans.All.GroupBy(p => p.CallingCode, StringComparer.Ordinal).ShouldAllBe(g => g.Count(p => p.IsMain) == 1);
        PhonePlans.All.Where(p => p.Country != "001").Select(p => p.Country).ShouldBeUnique();
        var codes = PhonePlans.All.Select(p => p.CallingCode).Distinct(StringComparer.Ordinal).ToList();
        codes.ShouldAllBe(c => !codes.Any(other => other != c && other.StartsWith(c, StringComparison.Ordinal)), "calling codes are a prefix code");
    }

    [Fact]
    public void Plans_CountriesOfTheTables_AreKnownInIso()
    {
        var known = EmbeddedTable.Rows("countries.tsv").Select(r => r[1]).ToHashSet(StringComparer.Ordinal);
        PhonePlans.All.Select(p => p.Country).Where(c => c is not ("001" or "AC" or "TA")).ShouldAllBe(c => known.Contains(c));
    }
}
