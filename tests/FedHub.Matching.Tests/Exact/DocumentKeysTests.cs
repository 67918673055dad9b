namespace FedHub.Matching.Tests.Exact;

public sealed class DocumentKeysTests
{
    private static MatchSubject Paper(params string[] texts) => new() { Documents = texts };

    [Theory]
    [InlineData("KAZ:N 123-4567")]
    [InlineData("n1234567 (Kazakhstan)")]
    [InlineData("KZ:N1234567")]
    [InlineData("N1234567 (Қазақстан)")]
    public void Derive_OneNumberInAnyNotation_GivesSameKeys(string text)
        => Keys.Texts(Paper(text)).ShouldBe(["doc KAZ:N1234567", "doc.folded KAZ:N1234567", "doc.any ZZZ:N1234567"]);

    [Fact]
    public void Derive_LookAlikes_MeetInTheFoldedKeyAsB()
    {
        var score = Keys.Score(Paper("KAZ:AО1234567"), Paper("KAZ:А01234567"));

        score.Grade.ShouldBe(Grade.B);
        score.Reasons.ShouldBe([new FieldReason("document", Agreement.Similar, "number is the same but for look-alike characters, issuing country is the same")]);
    }

    [Fact]
    public void Score_SameCountryAndNumber_IsA() => Keys.Score(Paper("UZB:AB7654321"), Paper("AB 7654321 (Uzbekistan)")).Grade.ShouldBe(Grade.A);

    [Theory]
    [InlineData("AB7654321", "UZB:AB7654321")]
    [InlineData("KAZ:AB7654321", "UZB:AB7654321")]
    [InlineData("AB7654321", "AB7654321")]
    public void Score_CountryUnknownOrOther_IsExactlyC(string search, string record)
    {
        var score = Keys.Score(Paper(search), Paper(record));

        score.Grade.ShouldBe(Grade.C);
        score.Sum.ShouldBe(10);
    }

    [Fact]
    public void Derive_BareNumber_WarnsThatIssuerIsUnknown()
    {
        Keys.Texts(Paper("AB7654321")).ShouldBe(["doc.any ZZZ:AB7654321"]);
        Keys.Codes(Paper("AB7654321")).ShouldBe([WarningCode.IssuerUnknown]);
    }

    [Fact]
    public void Derive_UnknownCountry_WarnsAndTreatsAsBare()
        => Keys.Codes(Paper("AB7654321 (Atlantis)")).ShouldBe([WarningCode.UnknownCountry, WarningCode.IssuerUnknown]);

    [Theory]
    [InlineData("KAZ N12345678")]
    [InlineData("kaz-N12345678")]
    [InlineData("N12345678 KAZ")]
    public void Derive_CodeOfACountryBesideTheNumber_IsItsIssuerAndSaidSo(string text)
    {
        Keys.Texts(Paper(text)).ShouldBe(Keys.Texts(Paper("KAZ:N12345678")));
        Keys.Codes(Paper(text)).ShouldBe([WarningCode.IssuerAssumed]);
    }

    [Theory]
    [InlineData("ABC N12345678")]
    [InlineData("KAZN12345678")]
    public void Derive_OtherLettersBeforeTheNumber_ArePartOfIt(string text) => Keys.Codes(Paper(text)).ShouldBe([WarningCode.IssuerUnknown]);

    [Theory]
    [InlineData("нет")]
    [InlineData("KAZ:нет")]
    [InlineData("утерян")]
    [InlineData("KAZ:none")]
    [InlineData("(Kazakhstan)")]
    [InlineData("000000000")]
    [InlineData("KAZ:000000000")]
    [InlineData("KAZ:N12345678; RUS:4509123456")]
    [InlineData("KAZ:N12345678; N7654321")]
    [InlineData("KAZ:N12345678:4509123456")]
    [InlineData("KAZ:IIN:1:2")]
    public void Derive_PlaceholderOrSeveralNumbers_GivesNoKeyAndSaysSo(string text)
    {
        Keys.Texts(Paper(text)).ShouldBeEmpty();
        Keys.Codes(Paper(text)).ShouldBe([WarningCode.Unreadable]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--")]
    [InlineData("KAZ:7")]
    public void Derive_TooShort_GivesNoKeyAndSaysSo(string text)
    {
        var derived = Keys.Of(Paper(text));

        derived.Keys.ShouldBeEmpty();
        derived.Warnings.Single().Code.ShouldBe(WarningCode.Unreadable);
    }

    [Fact]
    public void Derive_NumberOfCongo_IsNotGuessed()
        => Keys.Codes(Paper("AB7654321 (Congo)")).ShouldContain(WarningCode.UnknownCountry);

    [Fact]
    public void Derive_FortyDocuments_KeepsTheWeightiestThirtyTwoKeysAndSaysSo()
    {
        var derived = Keys.Of(Paper([.. Enumerable.Range(10, 40).Select(i => $"KAZ:N55555{i}")]));

        derived.Keys.Count.ShouldBe(32);
        derived.Keys.ShouldAllBe(k => k.Kind == "doc");
        derived.Warnings.Single().ShouldBe(new MatchWarning(WarningCode.Dropped, "document", "88 of 120 keys dropped, the lightest ones: 32 is the limit"));
    }
}
