namespace FedHub.Matching.Tests.Explanation;

/// <summary>Near misses of every scheme, in English and Russian.</summary>
public sealed class NumberComparisonTests
{
    private const string Apart = "no key of the two met";

    // The specimens of ICAO 9303 parts 4 and 5: the passport, and the card.
    private const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    [Theory]
    [InlineData("KAZ:N1234567", "KAZ:N1234587", "no key met: character 7 is another one")]
    [InlineData("KAZ:N1234567", "KAZ:N1243567", "no key met: characters 4 and 5 have changed places")]
    [InlineData("KAZ:N1234567", "KAZ:N123467", "no key met: the record lacks character 6 of the search")]
    [InlineData("KAZ:N123467", "KAZ:N1234567", "no key met: the search lacks character 6 of the record")]
    [InlineData("KAZ:N1234567", "KAZ:N1234", "no key met: the record has only the first 5 characters of the search")]
    [InlineData("KAZ:N1234567", "KAZ:34567", "no key met: the record has only the last 5 characters of the search")]
    [InlineData("KAZ:N1234", "KAZ:N1234567", "no key met: the search has only the first 5 characters of the record")]
    [InlineData("34567", "KAZ:N1234567", "no key met: the search has only the last 5 characters of the record; one side names no country")]
    [InlineData("UZB:N1234567", "KAZ:N1234568", "no key met: character 8 is another one; the countries differ too")]
    [InlineData("KAZ:N1234567", "KAZ:X7654321", Apart)]
    [InlineData("KAZ:1234", "KAZ:1235", Apart)]
    public void Documents_NoneOfWhoseKeysMet_SayHowNearTheyAre(string one, string other, string text)
        => Explain(Paper(one), Paper(other), "document").ShouldBe(new FieldReason("document", Agreement.Different, text));

    [Theory]
    [InlineData("KAZ:N1O34567", "KAZ:N1034567", "only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters")]
    [InlineData("KAZ:NI234567", "KAZ:N1234567", "only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters")]
    [InlineData("KAZ:АB1234567", "KAZ:AB1234567", "only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters")]
    [InlineData("UZB:N1234567", "KAZ:N1234567", "the number is the same, but the countries are not")]
    [InlineData("N1234567", "KAZ:N1234567", "the number is the same, but one side names no country for it")]
    public void Documents_OfWhichOnlyAWeakerKeyMet_SayWhy(string one, string other, string text)
        => Explain(Paper(one), Paper(other), "document").ShouldBe(new FieldReason("document", Agreement.Similar, text));

    [Fact]
    public void Documents_WhoseKeysMetWhole_NeedNoWord() => Explanations(Paper("KAZ:N1234567"), Paper("N 1234567 (Kazakhstan)")).ShouldNotContain(reason => reason.Field == "document");

    [Theory]
    // One digit of the twelve is wrong; the check digit says on which side.
    [InlineData("KAZ:840307450013", "KAZ:840307450016", "no key met: character 12 is another one; the search fails its check digit, so the slip is likely there")]
    [InlineData("KAZ:901123300258", "KAZ:901123300528", "no key met: characters 10 and 11 have changed places; the record fails its check digit, so the slip is likely there")]
    [InlineData("TUR:10000000147", "TUR:10000000148", "no key met: character 11 is another one; both fail their check digits")]
    [InlineData("IND:234123412346", "IND:23412341234", "no key met: the record lacks character 12 of the search")]
    public void PersonalNumbers_WithACheckDigit_SayWhichSideIsLikelyWrong(string one, string other, string text)
        => Explain(Number(one), Number(other), "personal number").Text.ShouldBe(text);

    [Theory]
    [InlineData("+7 701 123 45 67", "+7 701 123 45 76", "no key met: characters 9 and 10 have changed places")]
    [InlineData("+7 701 123 45 67", "+998 701 123 45 67", "no key met: the same number under another calling code")]
    [InlineData("+7 701 123 45 67", "+998 90 123 45 67", Apart)]
    public void Phones_SayHowNearTheyAre(string one, string other, string text)
        => Explain(new MatchSubject { Phones = [one] }, new MatchSubject { Phones = [other] }, "phone").Text.ShouldBe(text);

    [Theory]
    [InlineData("KAZ:777ABC02", "KAZ:777ABD02", "no key met: character 6 is another one")]
    [InlineData("1M8GDM9AXKP042788", "1M8GDM9AXKP04278", Apart)]
    [InlineData("1M8GDM9AXKP042788", "1M8GDM9AXKP042778", "no key met: character 16 is another one; the record fails its check digit, so the slip is likely there")]
    public void Vehicles_SayHowNearTheyAre(string one, string other, string text)
        => Explain(new MatchSubject { Vehicles = [one] }, new MatchSubject { Vehicles = [other] }, "vehicle").Text.ShouldBe(text);

    [Theory]
    [InlineData("GB29NWBK60161331926819", "GB29NWBK60161331926891", "no key met: characters 21 and 22 have changed places; the record fails its check digit, so the slip is likely there")]
    [InlineData("GB29NWBK60161331926819", "GB29NWBK6O161331926819",
        "no key met: only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters; the record fails its check digit, so the slip is likely there")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNA",
        "no key met: only capitals and small letters differ; the record fails its check digit, so the slip is likely there")]
    [InlineData("officer@example.org", "oficer@example.org", "no key met: the record lacks character 3 of the search")]
    [InlineData("officer@example.org", "officer@exampel.org", "no key met: the same name, and one slip in what follows the @")]
    [InlineData("officer@example.org", "officer@mail.example", "no key met: the same name at another provider")]
    [InlineData("tg:some_name", "vk:some_name", "no key met: the same name on another platform")]
    [InlineData("tg:some_name", "officer@example.org", Apart)]
    public void Accounts_SayHowNearTheyAre(string one, string other, string text)
        => Explain(new MatchSubject { Accounts = [one] }, new MatchSubject { Accounts = [other] }, "account").Text.ShouldBe(text);

    [Fact]
    public void Zone_BesideATypedNumber_SaysWhichOfThemFailsItsDigit()
    {
        var forged = new MatchSubject { MachineReadableZones = [Passport.Replace("L898902C36", "L898903C36", StringComparison.Ordinal)] };

        Explain(forged, Paper("UTO:L898902C3"), "document").Text.ShouldBe("no key met: character 7 is another one; the search fails its check digit, so the slip is likely there");
    }

    [Fact]
    public void Russian_OfEveryNearMiss_HasNoEnglishLeft()
    {
        var numbers = new[] { "KAZ:N1234567", "KAZ:N1234587", "KAZ:N1243567", "KAZ:N123467", "KAZ:N1234", "34567", "N1O34567", "KAZ:N1034567", "UZB:N1234567", "KAZ:840307450013", "KAZ:840307450018" };
        var accounts = new[] { "officer@example.org", "officer@exampel.org", "officer@mail.example", "tg:some_name", "vk:some_name", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNA" };
        var phones = new[] { "+77011234567", "+77011234576", "+9987011234567" };
        var subjects = numbers.Select(Paper).Concat(numbers.Select(Number)).Concat(accounts.Select(text => new MatchSubject { Accounts = [text] })).Concat(phones.Select(text => new MatchSubject { Phones = [text] })).ToList();

        var texts = subjects.SelectMany(one => subjects.SelectMany(other => Explanations(one, other))).Select(reason => RussianReasons.Of(reason)).Distinct().ToList();
        texts.Count.ShouldBeGreaterThan(20);
        texts.Where(reason => (reason.Field + reason.Text).Any(char.IsAsciiLetter)).ShouldBeEmpty();
    }

    private static MatchSubject Paper(string text) => new() { Documents = [text] };

    private static MatchSubject Number(string text) => new() { PersonalNumbers = [text] };

    private static FieldReason Explain(MatchSubject one, MatchSubject other, string field) => Explanations(one, other).Single(reason => reason.Field == field);

    private static IReadOnlyList<FieldReason> Explanations(MatchSubject one, MatchSubject other) => PairComparison.Compare(one, other).InClear;
}
