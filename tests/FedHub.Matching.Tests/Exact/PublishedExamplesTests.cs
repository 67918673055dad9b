namespace FedHub.Matching.Tests.Exact;

/// <summary>
/// One example for each scheme, as others have published it. Where a scheme's owner publishes none that could be a person's (UZB, KGZ, GEO,
/// ARM, TJK, TKM), the number is made up to the published structure, and <see cref="PersonalNumberTests"/> has the arithmetic.
/// </summary>
public sealed class PublishedExamplesTests
{
    [Theory]
    // Kazakhstan, Government Decree 565 of 2003; the number of the tests of identique/idnumbers.
    [InlineData("KAZ:901123300258", "pn KAZ:IIN:901123300258")]
    // Uzbekistan, Cabinet Resolution 285 of 1999: sex and century, date, district, serial, digit by 7, 3, 1. Made up.
    [InlineData("UZB:31001900170013", "pn UZB:PINFL:31001900170013")]
    // Kyrgyzstan: sex, DDMMYYYY, five digits. Made up.
    [InlineData("KGZ:21305198500123", "pn KGZ:PIN:21305198500123")]
    // Türkiye, identity number of the tests of python-stdnum (tr.tckimlik).
    [InlineData("TUR:17291716060", "pn TUR:TCKN:17291716060")]
    // Russia, order ED-7-14/559 of the tax service: its own INN for a legal person, and the usual specimen for a natural one.
    [InlineData("RUS:7707329152", "pn RUS:INN:7707329152")]
    [InlineData("RUS:500100732259", "pn RUS:INN:500100732259")]
    // Russia, SNILS: the specimen of the pension fund's description of the check digits.
    [InlineData("RUS:112-233-445 95", "pn RUS:SNILS:11223344595")]
    // Emirates ID, the specimen of identique/idnumbers.
    [InlineData("ARE:784-1980-1234567-8", "pn ARE:EID:784198012345678")]
    // Saudi ID, the example of luhncheck's documentation.
    [InlineData("SAU:1101798278", "pn SAU:ID:1101798278")]
    // Aadhaar, python-stdnum (in_.aadhaar).
    [InlineData("IND:2341 2341 2346", "pn IND:AADHAAR:234123412346")]
    // Thailand, python-stdnum (th.pin).
    [InlineData("THA:1-2345-45678-78-1", "pn THA:PIN:1234545678781")]
    // Azerbaijan, FIN of the tests of stdnum-js (az/pin).
    [InlineData("AZE:5vBk5vR", "pn AZE:FIN:5VBK5VR")]
    // By length only: Georgia 11, Armenia 10, Tajikistan 9, Turkmenistan 12. Made up.
    [InlineData("GEO:01001012345", "pn GEO:PN:01001012345")]
    [InlineData("ARM:1234567890", "pn ARM:PSN:1234567890")]
    [InlineData("TJK:123456789", "pn TJK:INN:123456789")]
    [InlineData("TKM:123456789012", "pn TKM:PN:123456789012")]
    public void PersonalNumber_AsPublished_PassesItsChecks(string text, string key) => ShouldPass(new MatchSubject { PersonalNumbers = [text] }, key);

    [Theory]
    // In the notation of ITU-T E.123; Ofcom and NANPA keep these ranges for drama and fiction.
    [InlineData("+44 20 7946 0958", null, "phone +442079460958")]
    [InlineData("(202) 555-0143", "USA", "phone +12025550143")]
    // Examples of libphonenumber's metadata for mobile numbers.
    [InlineData("8 (771) 000 9998", "KAZ", "phone +77710009998")]
    [InlineData("8 (912) 345-67-89", "RUS", "phone +79123456789")]
    [InlineData("91 234 56 78", "UZB", "phone +998912345678")]
    [InlineData("0700 123 456", "KGZ", "phone +996700123456")]
    [InlineData("917 123 456", "TJK", "phone +992917123456")]
    [InlineData("8 66 123456", "TKM", "phone +99366123456")]
    [InlineData("0501 234 56 78", "TUR", "phone +905012345678")]
    public void Phone_AsPublished_GivesE164(string text, string? country, string key) => ShouldPass(new MatchSubject { Phones = [text], Country = country }, key);

    [Theory]
    // The IBAN registry's own examples (SWIFT, ISO 13616-2).
    [InlineData("KZ86 125K ZT50 0410 0100")]
    [InlineData("AZ21 NABZ 0000 0000 1370 1000 1944")]
    [InlineData("GE29 NB00 0000 0101 9049 17")]
    [InlineData("TR33 0006 1005 1978 6457 8413 26")]
    [InlineData("AE07 0331 2345 6789 0123 456")]
    [InlineData("SA03 8000 0000 6080 1016 7519")]
    [InlineData("RU03 0445 2522 5408 1781 0538 0913 1041 9")]
    [InlineData("GB29 NWBK 6016 1331 9268 19")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606")]
    [InlineData("NO93 8601 1117 947")]
    [InlineData("MT84 MALT 0110 0001 2345 MTLC AST0 01S")]
    public void Iban_OfTheRegistry_PassesItsChecks(string text)
        => ShouldPass(new MatchSubject { Accounts = [text] }, "iban " + text.Replace(" ", "", StringComparison.Ordinal));

    [Theory]
    // BIP 173, BIP 350 (P2WPKH, taproot), the first block's address, EIP-55's four.
    [InlineData("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "crypto btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "crypto btc:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "crypto eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "crypto eth:0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "crypto eth:0xdbf03b407c01e7cd3cbea99509d93f8dddc8c6fb")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb", "crypto eth:0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb")]
    // RFC 5321 §2.4: the domain is the same in capitals. RFC 3492 §7.1 has the ASCII form of such domains.
    [InlineData("Smith@EXAMPLE.com", "email smith@example.com")]
    [InlineData("a@münchen.example", "email a@xn--mnchen-3ya.example")]
    public void Account_AsPublished_PassesItsChecks(string text, string key) => ShouldPass(new MatchSubject { Accounts = [text] }, key);

    [Theory]
    // The usual specimen of 49 CFR 565.15, and seventeen ones, which pass too; European makers leave the digit free.
    [InlineData("1M8GDM9AXKP042788", "vin 1M8GDM9AXKP042788")]
    [InlineData("11111111111111111", "vin 11111111111111111")]
    [InlineData("WVWZZZ1JZ3W386752", "vin WVWZZZ1JZ3W386752")]
    [InlineData("jpn:1m8gdm9axkpO42788", "vin 1M8GDM9AXKP042788")]
    public void VehicleNumber_AsPublished_PassesItsChecks(string text, string key) => ShouldPass(new MatchSubject { Vehicles = [text] }, key);

    [Theory]
    [InlineData("1M8GDM9A1KP042788", "vehicle identification number fails its check digit: X expected, 1 found")]
    [InlineData("GB29 NWBK 6016 1331 9268", "IBAN has 20 characters, those of GB have 22; taken as it stands")]
    public void WrongNumber_IsWarnedAboutAndStillMet(string text, string message)
    {
        var subject = text[0] == '1' ? new MatchSubject { Vehicles = [text] } : new MatchSubject { Accounts = [text] };

        Keys.Of(subject).Warnings.Select(warning => warning.Message).ShouldContain(message);
        Keys.Score(subject, subject).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdB);
    }

    private static void ShouldPass(MatchSubject subject, string key)
    {
        Keys.Of(subject).Warnings.ShouldBeEmpty();
        Keys.Texts(subject).First().ShouldBe(key);
    }
}
