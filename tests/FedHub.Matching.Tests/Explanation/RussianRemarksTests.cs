using System.Text.RegularExpressions;

namespace FedHub.Matching.Tests.Explanation;

public sealed partial class RussianRemarksTests
{
    private static readonly string[] _personalNumbers =
    [
        "KAZ:841307450013", "KAZ:840307450013", "KAZ:840307450018", "UZB:31001900170011", "KGZ:30703198400123", "TUR:00000000147", "TUR:10000000147", "RUS:11223344594", "ARE:123456789012345", "SAU:9000000008",
        "IND:034123412346", "GEO:123", "FRA:184037512345678", "9182736450", "KAZ 840307450018", "KAZ:000000000000", "KAZ:1; KAZ:2", "x", "(", "12345 (Atlantis)", new string('1', 200),
    ];

    [Theory]
    [InlineData("document number fails its check digit: 6 expected, 3 found (line 2, character 10)", "номер документа: контрольная цифра неверна: должна быть 6, стоит 3 (строка 2, знак 10)")]
    [InlineData("KAZ IIN fails its check digit: 3 expected, 4 found", "KAZ IIN: контрольная цифра неверна: должна быть 3, стоит 4")]
    [InlineData("script not supported: Chinese; no key is derived from what is written in it", "письмо не поддерживается: китайское; из написанного им ключи не получаются")]
    [InlineData("the calendar has no such day; the day is left out", "такого дня в календаре нет; день опущен")]
    [InlineData("expected 3 lines of 30, 2 of 36 or 2 of 44 characters; found 44 and 43", "ожидаются 3 строки по 30, 2 по 36 или 2 по 44 знака; здесь 44 и 43")]
    [InlineData("something that nobody has translated", "something that nobody has translated")]
    public void Of_ARemark_CarriesItsNumbersOver(string english, string russian) => RussianRemarks.Of(english).ShouldBe(russian);

    /// <summary>Everything that the rules can remark on is provoked, and no English word may be left but the names of schemes.</summary>
    [Fact]
    public void Of_EveryRemarkThatCanBeProvoked_HasNoEnglishWordLeft()
    {
        var subjects = new List<MatchSubject>
        {
            Keys.Person("李小龙"), Keys.Person("Νίκος Παπαδόπουλος"), Keys.Person("123"), Keys.Person("O"), Keys.Person("Timur Sariev", born: null), Keys.Person(new string('ж', 400)),
            Keys.Person("Timur Sariev", country: "Atlantis"), new() { Phones = [.. Enumerable.Range(0, 70).Select(i => $"+7701{i:D7}")] }, new() { PersonalNumbers = ["10000000146"], Country = "TUR" },
            new() { Documents = [.. Enumerable.Range(10, 40).Select(i => $"KAZ:N55555{i}")] }, new() { Phones = ["99365123456"] }, new() { Phones = ["77011234567"], Country = "UZB" },
            new() { PersonalNumbers = ["KAZ:840307450018"], DateOfBirth = Keys.Date("1990") },
        };
        subjects.AddRange(_personalNumbers.Select(text => new MatchSubject { PersonalNumbers = [text] }));
        subjects.AddRange(new[] { "call me", "12", "+999 1234567", "+7 701 123 45 67 89 01 23", "+998 90 123 45", "+90 0532 123 45 67", "998901234567", "0532 123 45 67" }.Select(text => new MatchSubject { Phones = [text] }));
        subjects.AddRange(new[] { "GB83WEST12345698765432", "GB29NWBK60161331926", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "elsewhere:name", "t.me/joinchat/x", "tg:none", "nothing", "", new string('a', 400) }
            .Select(text => new MatchSubject { Accounts = [text] }));
        subjects.AddRange(new[] { "1M8GDM9A1KP042788", "777ABC02", "none" }.Select(text => new MatchSubject { Vehicles = [text] }));
        subjects.AddRange(new[] { "", "P<UTO", "é", new string('<', 300), "P<XQXERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C33UTO7408121F1204158ZE184226B<<<<<21" }.Select(text => new MatchSubject { MachineReadableZones = [text] }));

        var messages = subjects.SelectMany(subject => SearchKeys.ForRecord(subject).Warnings).Select(warning => warning.Message).Distinct().ToList();
        messages.Count.ShouldBeGreaterThan(52);
        messages.Where(message => EnglishWord().IsMatch(RussianRemarks.Of(message))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1984-13-07")]
    [InlineData("1984-02-31")]
    [InlineData("1984-31-31")]
    [InlineData("1784-01-01")]
    [InlineData("yesterday")]
    [InlineData("1984-ab-07")]
    public void Of_WhatIsWrongWithADate_HasNoEnglishWordLeft(string text)
    {
        DamagedDate.Read(text, out var remark);
        EnglishWord().IsMatch(RussianRemarks.Of(remark.ShouldNotBeNull())).ShouldBeFalse(remark);
    }

    // Schemes and formats keep their names: IIN, IBAN, EIP-55, Ethereum, Bech32, Base58Check.
    [GeneratedRegex(@"\b(?!Ethereum|Bech32|Base58Check)[A-Za-z]*[a-z][A-Za-z]*\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnglishWord();
}
