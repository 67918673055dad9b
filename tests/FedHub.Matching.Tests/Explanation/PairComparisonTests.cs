namespace FedHub.Matching.Tests.Explanation;

/// <summary>Two invented persons in clear, as an admin compares them.</summary>
public sealed class PairComparisonTests
{
    private static readonly MatchSubject _person = Keys.Person("Сания Жолдасқалиева") with { Documents = ["KAZ:N7654321"], Phones = ["+77011234567"] };

    [Theory]
    [InlineData("KAZ:N1234567", "no key of the two met")]
    [InlineData("KAZ:N7654320", "no key met: character 8 is another one")]
    [InlineData("KGZ:N765432", "no key met: the record lacks character 8 of the search; the countries differ too")]
    [InlineData("KAZ:N7654312", "no key met: characters 7 and 8 have changed places")]
    public void Compare_AnotherPassport_IsDifferentAndSaysHowNear(string passport, string text)
        => PairComparison.Compare(_person, _person with { Documents = [passport] }).InClear.Single(reason => reason.Field == "document")
            .ShouldBe(new FieldReason("document", Agreement.Different, text));

    [Fact]
    public void Compare_AFieldOfOneSideOnly_IsNotSpokenOf()
    {
        var explanation = PairComparison.Compare(_person, _person with { Documents = [] });

        explanation.Score.Reasons.Concat(explanation.InClear).ShouldNotContain(reason => reason.Field == "document");
    }

    [Theory]
    [InlineData("1984-03-07", Agreement.Same, "is the same")]
    [InlineData("1984", Agreement.Similar, "year is the same, one side knows no more")]
    [InlineData("1984-03", Agreement.Similar, "year and month are the same, one side knows no more")]
    [InlineData("1984-07-03", Agreement.Similar, "year is the same, day and month are swapped")]
    [InlineData("1984-03-08", Agreement.Similar, "one digit is wrong, or two have changed places")]
    [InlineData("1948-03-07", Agreement.Similar, "one digit is wrong, or two have changed places")]
    [InlineData("1984-03-21", Agreement.Similar, "year and month are the same")]
    [InlineData("1984-11-07", Agreement.Similar, "year and day are the same, the month is not")]
    [InlineData("1979-03-07", Agreement.Similar, "day and month are the same, the year is not")]
    [InlineData("1984-12-21", Agreement.Similar, "year is the same")]
    [InlineData("1990-05-21", Agreement.Different, "year is not the same")]
    public void Compare_Dates_AreLaidSideBySideEvenBesideOtherNames(string born, Agreement agreement, string text)
    {
        var explanation = PairComparison.Compare(Keys.Person("Нурлан Беков"), Keys.Person("Тимур Сариев", born));

        explanation.Score.Grade.ShouldBe(Grade.None);
        explanation.InClear.ShouldBe([new FieldReason("date of birth", agreement, text), new FieldReason("name", Agreement.Different, "no key of the two met")]);
    }

    [Fact]
    public void Compare_TheScore_IsThatOfASearch()
    {
        var other = Keys.Person("Saniya Zholdaskaliyeva", "1984");
        var explanation = PairComparison.Compare(_person, other);

        explanation.Score.Sum.ShouldBe(Keys.Score(_person, other).Sum);
        explanation.Keys.Sum(key => key.Weight).ShouldBe(explanation.Score.Sum);
        explanation.Keys.Select(key => key.Weight).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("Nurlan Bekov", "BEKOV, Nurlan", "nurlan/nurlan SameSpelling; bekov/bekov SameSpelling")]
    [InlineData("Нурлан Беков", "Nurlan Bekov", "нурлан/nurlan SameSound; беков/bekov SameSound")]
    [InlineData("Perizat Zholdaskaliyeva", "Perizat Zholdaskalitva", "perizat/perizat SameSpelling; zholdaskaliyeva/zholdaskalitva SameBeginning")]
    [InlineData("Timur Sariev", "Timur Saburov", "timur/timur SameSpelling; sariev/saburov SameInitial")]
    [InlineData("Timur Sariev Erkinovich", "Sariev", "sariev/sariev SameSpelling; timur/- Alone; erkinovich/- Alone")]
    [InlineData("Abdul Rahman Khatib", "Abdurrahman Khateeb", "abdul rahman/abdurrahman SameSound; khatib/khateeb SameSound")]
    [InlineData("Zhol Daskaliyeva Saniya", "Saniya Zholdaskaliyeva", "zhol daskaliyeva/zholdaskaliyeva SameSpelling; saniya/saniya SameSpelling")]
    [InlineData("Saniya Zholdaskaliyeva", "Zhol Daskaliyeva Saniya", "zholdaskaliyeva/zhol daskaliyeva SameSpelling; saniya/saniya SameSpelling")]
    [InlineData("Marat Kulov", "Maret Kulov", "kulov/kulov SameSpelling; marat/maret SameConsonants")]
    [InlineData("Marat Kulov", "Barat Kulov", "kulov/kulov SameSpelling; marat/barat OneSlip")]
    public void Compare_Names_ArePairedWordByWord(string search, string record, string words)
        => string.Join("; ", PairComparison.Compare(Keys.Person(search), Keys.Person(record)).Words.Select(pair => $"{pair.Search ?? "-"}/{pair.Record ?? "-"} {pair.Likeness}")).ShouldBe(words);

    [Fact]
    public void Compare_WarningsOfBothRows_AreKept()
    {
        var explanation = PairComparison.Compare(_person with { Documents = ["N1"] }, Keys.Person("李小龙"));

        explanation.SearchWarnings.ShouldNotBeEmpty();
        explanation.RecordWarnings.Single().Code.ShouldBe(WarningCode.ScriptNotSupported);
    }

    [Fact]
    public void ToString_OfAnExplanation_HoldsNoName() => PairComparison.Compare(_person, _person).ToString().ShouldBe("PairExplanation(A)");
}
