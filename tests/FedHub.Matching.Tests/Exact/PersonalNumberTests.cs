namespace FedHub.Matching.Tests.Exact;

public sealed class PersonalNumberTests
{
    private static MatchSubject Number(string text, string? country = null, string? born = null)
        => new() { PersonalNumbers = [text], Country = country, DateOfBirth = born is null ? null : Keys.Date(born) };

    /// <summary>Numbers of official descriptions, or made up and checked with the oracles below.</summary>
    [Theory]
    [InlineData("TUR:10000000146", "TUR:TCKN:10000000146")]
    [InlineData("RUS:500100732259", "RUS:INN:500100732259")]
    [InlineData("RUS:7707083893", "RUS:INN:7707083893")]
    [InlineData("RUS:112-233-445 95", "RUS:SNILS:11223344595")]
    [InlineData("IND:2341 2341 2346", "IND:AADHAAR:234123412346")]
    [InlineData("SAU:1000000008", "SAU:ID:1000000008")]
    [InlineData("KGZ:20703198400123", "KGZ:PIN:20703198400123")]
    [InlineData("GEO:01001012345", "GEO:PN:01001012345")]
    [InlineData("ARM:1234567890", "ARM:PSN:1234567890")]
    [InlineData("AZE:5ab1c2d", "AZE:FIN:5AB1C2D")]
    [InlineData("TJK:123456789", "TJK:INN:123456789")]
    [InlineData("TKM:123456789012", "TKM:PN:123456789012")]
    public void Derive_GoodNumber_GivesBothKeysWithoutWarning(string text, string value)
    {
        var derived = Keys.Of(Number(text));

        derived.Warnings.ShouldBeEmpty();
        derived.Keys.Select(k => k.Kind).ShouldBe(["pn", "pn.any"]);
        derived.Keys[0].Value.ShouldBe(value);
        derived.Keys[1].Value.ShouldBe("ZZZ:" + value.Split(':')[2]);
    }

    [Theory]
    [InlineData("TUR:10000000147", "TUR TCKN fails its check digit: 6 expected, 7 found")]
    [InlineData("RUS:500100732258", "RUS INN fails its check digit: 9 expected, 8 found")]
    [InlineData("RUS:11223344594", "RUS SNILS fails its check digits: 95 expected, 94 found")]
    [InlineData("IND:234123412340", "IND AADHAAR fails its check digit: 6 expected, 0 found")]
    [InlineData("SAU:1000000000", "SAU ID fails its check digit: 8 expected, 0 found")]
    [InlineData("KAZ:841307450013", "KAZ IIN holds no possible birth date")]
    [InlineData("KGZ:10713198400123", "KGZ PIN holds no possible birth date")]
    [InlineData("GEO:123", "has not the length of a personal number of GEO; taken as it stands")]
    [InlineData("FRA:184037512345678", "the scheme of FRA is not known here; taken unchecked")]
    public void Derive_BadNumber_WarnsAndStillGivesKeys(string text, string message)
    {
        var derived = Keys.Of(Number(text));

        derived.Warnings.Single().Message.ShouldBe(message);
        derived.Keys.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("KAZ", "84030745001", 12)]
    [InlineData("UZB", "4070384001001", 14)]
    [InlineData("ARE", "78419841234567", 15)]
    [InlineData("THA", "110170023070", 13)]
    public void Derive_EveryLastDigit_ExactlyTheOraclesDigitPasses(string country, string body, int length)
    {
        var expected = country switch { "KAZ" => IinOracle(body), "UZB" => PinflOracle(body), "ARE" => LuhnOracle(body), _ => ThaiOracle(body) };

        (body.Length + 1).ShouldBe(length);
        Enumerable.Range(0, 10).Where(d => Keys.Codes(Number($"{country}:{body}{d}")).All(c => c != WarningCode.CheckDigit)).ShouldBe([expected]);
    }

    [Theory]
    [InlineData("TCKN 10000000146", "TUR:10000000146", WarningCode.IssuerUnknown)]
    [InlineData("СНИЛС № 112-233-445 95", "RUS:11223344595", WarningCode.IssuerUnknown)]
    [InlineData("RUS 11223344595", "RUS:11223344595", WarningCode.IssuerAssumed)]
    public void Derive_NameOfTheSchemeBeforeTheNumber_MeetsTheNumber(string text, string number, WarningCode code)
    {
        Keys.Codes(Number(text)).ShouldBe([code]);
        Keys.Texts(Number(text)).Intersect(Keys.Texts(Number(number))).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("KAZ:нет")]
    [InlineData("KAZ:000000000000")]
    [InlineData("неизвестно")]
    public void Derive_Placeholder_GivesNoKeyAndSaysSo(string text)
    {
        Keys.Texts(Number(text)).ShouldBeEmpty();
        Keys.Codes(Number(text)).ShouldBe([WarningCode.Unreadable]);
    }

    [Fact]
    public void Derive_BirthDateInsideDiffers_WarnsAndStillGivesKeys()
    {
        var number = "KAZ:84030745001" + IinOracle("84030745001");

        Keys.Codes(Number(number, born: "1984-03-07")).ShouldBeEmpty();
        Keys.Codes(Number(number, born: "1984")).ShouldBeEmpty();
        Keys.Of(Number(number, born: "1984-03-08")).Warnings.Single().Message.ShouldBe("KAZ IIN holds another birth date than the one given");
    }

    [Fact]
    public void Derive_BareNumber_IsTakenForTheSubjectsCountryOnlyIfItPasses()
    {
        Keys.Texts(Number("10000000146", "TUR")).ShouldBe(["pn TUR:TCKN:10000000146", "pn.any ZZZ:10000000146"]);
        Keys.Codes(Number("10000000146", "TUR")).ShouldBe([WarningCode.IssuerAssumed]);
        Keys.Texts(Number("10000000147", "TUR")).ShouldBe(["pn.any ZZZ:10000000147"]);
        Keys.Texts(Number("10000000146")).ShouldBe(["pn.any ZZZ:10000000146"]);
    }

    [Fact]
    public void Score_CountryKnownToBoth_IsAAndOtherwiseExactlyC()
    {
        Keys.Score(Number("TUR:10000000146"), Number("TUR:10000000146")).Grade.ShouldBe(Grade.A);
        Keys.Score(Number("10000000146"), Number("TUR:10000000146")).Sum.ShouldBe(10);
        Keys.Score(Number("TUR:1OOOOOOO146"), Number("TUR:10000000146")).Grade.ShouldBe(Grade.A);
    }

    [Fact]
    public void Warnings_OfAnyNumber_NeverHoldIt()
    {
        foreach (var text in new[] { "KAZ:841307450013", "TUR:10000000147", "FRA:184037512345678", "9182736450" })
        {
            foreach (var warning in Keys.Of(Number(text)).Warnings)
            {
                warning.Message.ShouldNotContain(text.Split(':')[^1]);
            }
        }
    }

    private static int IinOracle(string body)
    {
        var sum = body.Select((c, i) => (c - '0') * (i + 1)).Sum() % 11;
        return sum < 10 ? sum : body.Select((c, i) => (c - '0') * (((i + 2) % 11) + 1)).Sum() % 11;
    }

    private static int PinflOracle(string body) => body.Select((c, i) => (c - '0') * "731"[i % 3] - ((c - '0') * '0')).Sum() % 10;

    private static int ThaiOracle(string body) => (11 - (body.Select((c, i) => (c - '0') * (13 - i)).Sum() % 11)) % 10;

    /// <summary>Luhn by trying: the digit with which the whole number sums to a multiple of ten.</summary>
    private static int LuhnOracle(string body) => Enumerable.Range(0, 10).Single(d =>
    {
        var digits = (body + d).Reverse().Select((c, i) => i % 2 == 0 ? c - '0' : new[] { 0, 2, 4, 6, 8, 1, 3, 5, 7, 9 }[c - '0']);
        return digits.Sum() % 10 == 0;
    });
}
