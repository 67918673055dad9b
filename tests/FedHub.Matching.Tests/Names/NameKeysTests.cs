namespace FedHub.Matching.Tests.Names;

public sealed class NameKeysTests
{
    [Fact]
    public void Derive_NoYearOfBirth_GivesNoNameKeysAndSaysSo()
    {
        var derived = Keys.Of(Keys.Person("Нурлан Беков", born: null));

        derived.Keys.ShouldBeEmpty();
        derived.Warnings.Single().ShouldBe(new MatchWarning(WarningCode.NoYearOfBirth, "name", "no year of birth: a name alone fits too many people, so no name keys are derived"));
    }

    [Theory]
    [InlineData("李小龙", "Chinese")]
    [InlineData("김철수", "Hangul")]
    [InlineData("สมชาย", "Thai")]
    [InlineData("דוד", "Hebrew")]
    [InlineData("नरेन्द्र", "Devanagari")]
    public void Derive_UnsupportedScript_GivesNoKeyAndNamesTheScript(string name, string script)
    {
        var derived = Keys.Of(Keys.Person(name));

        derived.Keys.ShouldBeEmpty();
        derived.Warnings.Single().ShouldBe(new MatchWarning(WarningCode.ScriptNotSupported, "name", $"script not supported: {script}; no key is derived from what is written in it"));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("Ы")]
    [InlineData("O U")]
    [InlineData("'-'.,")]
    [InlineData("123")]
    public void Derive_NothingToGoBy_GivesNoKey(string name) => Keys.Texts(Keys.Person(name)).ShouldBeEmpty();

    [Fact]
    public void Derive_AnyName_GivesOnlyKeysWithPartOfTheBirthDateAndTwoSymbols()
    {
        foreach (var key in new[] { "Нурлан Беков", "Kim Il", "عمر", "Jo Li", "Ivan Ivanovich Ivanov", "Al Bo" }.SelectMany(n => Keys.Of(Keys.Person(n)).Keys))
        {
            var parts = key.Value.Split('|');
            parts.Length.ShouldBe(2, key.Kind);
            parts[0].Replace(" ", "", StringComparison.Ordinal).Length.ShouldBeGreaterThanOrEqualTo(2, key.Kind);
            parts[1].Length.ShouldBeGreaterThanOrEqualTo(4, key.Kind);
        }
    }

    [Fact]
    public void Derive_ManyWords_KeepsTheLimitsWeightiestFirstAndSaysWhatWasDropped()
    {
        var subject = Keys.Person("Jaxongir Xurshid Abdulaziz Charles Joaquin Jorge Juwairiyah Thaddeus Wilhelmina Zykhov", "1984-03-07");
        var record = SearchKeys.ForRecord(subject);
        var search = SearchKeys.ForSearch(subject);

        record.Keys.Count.ShouldBeLessThanOrEqualTo(24);
        search.Keys.Count.ShouldBeLessThanOrEqualTo(32);
        record.Keys.Select(k => k.Weight).ShouldBeInOrder(SortDirection.Descending);
        record.Keys.ShouldBeSubsetOf(search.Keys);
        if (search.Keys.Count > record.Keys.Count)
        {
            record.Warnings.ShouldContain(w => w.Code == WarningCode.Dropped && w.Field == "name");
        }
    }

    [Theory]
    [InlineData("Нурлан Беков", "Беков Нурлан")]
    [InlineData("Нурлан Беков", "БЕКОВ, Нурлан")]
    [InlineData("Dr. Nurlan Bekov", "Nurlan Bekov")]
    [InlineData("Mr Nurlan al-Bekov", "Nurlan Bekov")]
    [InlineData("Nurlan Bekov", "  nurlan   BEKOV ")]
    [InlineData("Nurlan O'Bekov", "Nurlan OBekov")]
    public void Derive_OrderTitlesAndSpacing_GiveTheSameSoundKeys(string one, string other)
    {
        static IEnumerable<string> Sounds(string name) => Keys.Texts(Keys.Person(name)).Where(t => t.StartsWith("fold", StringComparison.Ordinal) || t.StartsWith("pair", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Sounds(one).ShouldNotBeEmpty();
        Sounds(one).ShouldBe(Sounds(other));
    }

    [Fact]
    public void Derive_FamilyAndGivenApart_MeetsTheFullName()
    {
        var apart = new MatchSubject { FamilyName = "Zholdaskaliyeva", GivenName = "Saniya", DateOfBirth = Keys.Date("1984-03-07") };

        Keys.Score(apart, Keys.Person("Zholdaskaliyeva, Saniya")).Grade.ShouldBe(Grade.A);
    }

    [Theory]
    [InlineData("1984-03-07", "1984-03-07", Grade.A, "is the same")]
    [InlineData("1984-03-07", "1984-07-03", Grade.B, "year is the same, day and month are swapped")]
    [InlineData("1984-03-07", "1984-03-21", Grade.B, "year and month are the same")]
    [InlineData("1984-03-07", "1984-11-07", Grade.B, "year and day are the same, the month is not")]
    [InlineData("1984-03-07", "1948-03-07", Grade.C, "day and month are the same, the year is not")]
    [InlineData("1984-03-07", "1984", Grade.C, "year is the same")]
    [InlineData("1984-03", "1984-03-07", Grade.B, "year and month are the same")]
    public void Score_PartsOfTheBirthDateAgree_GradesAndSaysWhich(string search, string record, Grade grade, string text)
    {
        var score = Keys.Score(Keys.Person("Сания Жолдасқалиева", search), Keys.Person("Saniya Zholdaskaliyeva", record));

        score.Grade.ShouldBe(grade);
        score.Reasons.ShouldContain(r => r.Field == "date of birth" && r.Text == text);
    }

    [Fact]
    public void Score_NothingOfTheBirthDateAgrees_IsNone()
        => Keys.Score(Keys.Person("Saniya Zholdaskaliyeva", "1984-03-07"), Keys.Person("Saniya Zholdaskaliyeva", "1990-05-21")).Grade.ShouldBe(Grade.None);

    [Fact]
    public void Weight_OfCommonName_IsLessThanOfRareOne()
    {
        static double Weight(string name) => Keys.Of(Keys.Person(name + " Bekov")).Keys.First(k => k.Kind == "fold.ymd" && !k.Value.StartsWith("bi", StringComparison.Ordinal)).Weight;

        Weight("Mahmud").ShouldBeLessThan(Weight("Zhumagaliya"));
    }

    [Fact]
    public void Derive_EmptyKeysOfManyNames_AreNeverShared()
    {
        string[] names = ["李小龙", "김철수", "A", "Ы", "…", "1234", "و"];

        names.SelectMany(n => Keys.Texts(Keys.Person(n))).GroupBy(t => t, StringComparer.Ordinal).ShouldAllBe(g => g.Count() == 1);
    }
}
