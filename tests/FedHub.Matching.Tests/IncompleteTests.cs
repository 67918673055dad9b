namespace FedHub.Matching.Tests;

/// <summary>Which classes a search does not ask in full: what is not asked must never look like a no-hit.</summary>
public sealed class IncompleteTests
{
    private static readonly PartialDate _born = PartialDate.TryParse("1990-03-14", out var date, out _) ? date : default;

    [Fact]
    public void Keys_OfEverythingReadable_AreComplete()
        => Incomplete(new MatchSubject { Documents = ["KGZ:AN1234567"], Phones = ["+996555123456"], FullName = "Asan Usenov", DateOfBirth = _born }).ShouldBeEmpty();

    [Fact]
    public void Keys_OfANumberWithAWrongCheckDigit_AreComplete()
        => Incomplete(new MatchSubject { PersonalNumbers = ["KAZ:900101300124"] }).ShouldBeEmpty();

    [Fact]
    public void Keys_OfTwoPassportsOneOfThemUnreadable_LackTheDocument()
        => Incomplete(new MatchSubject { Documents = ["KGZ:AN1234567", "?"] }).ShouldBe([KeyClass.Document]);

    [Fact]
    public void Keys_OfANationalPhoneWithoutACountry_LackThePhone()
        => Incomplete(new MatchSubject { Phones = ["0555 123456", "+996555123456"] }).ShouldBe([KeyClass.Phone]);

    [Fact]
    public void Keys_OfANameWithoutAYear_LackTheName()
        => Incomplete(new MatchSubject { Documents = ["KGZ:AN1234567"], FullName = "Asan Usenov" }).ShouldBe([KeyClass.Name]);

    [Fact]
    public void Keys_OfANameInAScriptThatIsNotReadInPart_LackTheName()
        => Incomplete(new MatchSubject { FullName = "Asan Usenov \u5F20\u4F1F", DateOfBirth = _born }).ShouldBe([KeyClass.Name]);

    [Fact]
    public void Keys_OfAnUnreadableZone_LackTheDocument()
        => Incomplete(new MatchSubject { Documents = ["KGZ:AN1234567"], MachineReadableZones = ["P<"] }).ShouldBe([KeyClass.Document]);

    [Fact]
    public void Keys_OfMorePassportsThanOnePartHolds_LackTheDocument()
        => Incomplete(new MatchSubject { Documents = [.. Enumerable.Range(1_000_000, 40).Select(number => $"KGZ:AN{number}")] }).ShouldBe([KeyClass.Document]);

    private static IEnumerable<KeyClass> Incomplete(MatchSubject subject) => SearchKeys.ForSearch(subject).Incomplete;
}
