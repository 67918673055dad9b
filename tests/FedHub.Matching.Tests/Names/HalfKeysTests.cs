namespace FedHub.Matching.Tests.Names;

/// <summary>One word of a short name, with the full date of birth. The persons are invented.</summary>
public sealed class HalfKeysTests
{
    [Theory]
    [InlineData("Zholdaskaliyeva, Saniya", "Zholdaskaliyeva, Perizat")]
    [InlineData("Zholdaskaliyeva", "Zholdaskaliyeva, Perizat")]
    [InlineData("Zholdaskaliyeva, Saniya", "Zholdaskaliyeva, Saule")]
    [InlineData("Perizat Zholdaskaliyeva", "Saniya Zholdaskalieva")]
    public void Score_OneRareWordOfTwo_IsPossible(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.C);

    [Theory]
    [InlineData("Muhammad Zahedani", "Muhammad Karimi")]
    [InlineData("Ivan Sarsenbin", "Ivan Kuznetsov")]
    public void Score_OneCommonWordOfTwo_IsNone(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.None);

    /// <summary>A word that no list holds says enough beside the whole date; one that a list holds does not.</summary>
    [Theory]
    [InlineData("Zholdaskaliyeva Saniya Aruzhan Madina", "Zholdaskaliyeva Perizat Botagoz Inkar", Grade.C)]
    [InlineData("Akhmedova Saniya Aruzhan Madina", "Akhmedova Perizat Botagoz Inkar", Grade.None)]
    public void Score_OneWordOfFour_IsPossibleOnlyIfVeryRare(string search, string record, Grade grade)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(grade);

    [Theory]
    [InlineData("Toseland, Amina", "Toselnad, Botagoz")]
    [InlineData("Toseland, Amina", "Tosealnd, Botagoz")]
    public void Score_OneSlipInTheRareWordAndAnotherGivenName_IsPossible(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.C);

    [Fact]
    public void Derive_TheSpellingOfAWord_IsOfLatinOnly()
    {
        Keys.Texts(Keys.Person("Nguyễn, Sở")).ShouldContain("spell.ymd egnnuy|1984-03-07");
        Keys.Texts(Keys.Person("Нургуль Сәбира")).ShouldAllBe(key => !key.StartsWith("spell", StringComparison.Ordinal) && !key.StartsWith("head", StringComparison.Ordinal));
    }

    [Fact]
    public void Score_OneRareWordOfTwoWithTheYearOnly_IsNone()
        => Keys.Score(Keys.Person("Zholdaskaliyeva, Saniya", "1984"), Keys.Person("Zholdaskaliyeva, Perizat", "1984")).Grade.ShouldBe(Grade.None);

    [Fact]
    public void Derive_APatronymicBesideTwoNames_DoesNotHideTheHalves()
        => Kinds("Сариев Нурлан Кубанычевич").ShouldBe(Kinds("Сариев Нурлан"), ignoreOrder: true);

    /// <summary>A stray space, or a name that one register writes as one word and another as two.</summary>
    [Theory]
    [InlineData("Zhol daskaliyeva, Saniya", "Zholdaskaliyeva, Perizat")]
    [InlineData("Saniya Zhol Daskaliyeva", "Perizat Zholdaskaliyeva")]
    [InlineData("Zholdaskaliyev a, Saniya", "Zholdaskaliyeva, Perizat")]
    public void Score_ARareWordWrittenAsTwo_IsPossible(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.C);

    /// <summary>Of two known names, and of two parts of a name, none is made; a space within an unknown word is the other case.</summary>
    [Theory]
    [InlineData("Kim, Jong Un", "jongun", false)]
    [InlineData("Zhol, Daskaliyeva Saniya", "zholdaskaliyeva", false)]
    [InlineData("Zhol Daskaliyeva, Saniya", "zholdaskaliyeva", true)]
    public void Derive_TwoWordsAsOne_OnlyOfOnePartAndIfOneIsUnknown(string name, string word, bool isMade)
        => Halves(name).Contains("spell.ymd " + string.Concat(word.Order()) + "|1984-03-07").ShouldBe(isMade);

    [Theory]
    [InlineData("Zholdaskaliyeva, Saniya B.")]
    [InlineData("B. Saniya Zholdaskaliyeva")]
    public void Derive_AnInitialBesideTwoNames_DoesNotHideTheHalves(string name)
        => Halves("Zholdaskaliyeva, Saniya").Except(Halves(name)).ShouldBeEmpty();

    [Fact]
    public void Derive_WordsOfALongName_AreJoinedUpToFiveOnly()
    {
        Halves("Zhol Daskaliyeva Saniya Aruzhan Madina").ShouldContain("head.ymd zhol|1984-03-07");
        Halves("Zhol Daskaliyeva Saniya Aruzhan Madina Botagoz").ShouldBeEmpty();
    }

    /// <summary>Of "servant of" and one of many names no list holds all: what begins so is common together.</summary>
    [Fact]
    public void Weight_OfABeginningWithServantOf_IsThatOfACommonName()
        => NameKeyWeights.Of("stem.ymd", "abdqu|1984-03-07").ShouldBeLessThan(NameKeyWeights.Of("stem.ymd", "zhold|1984-03-07"));

    /// <summary>Twins share a family name and a birthday: whatever one word earns, with the initial of the other beside it, is below B.</summary>
    [Fact]
    public void Weights_OfAllKeysOfOneWord_StayBelowB()
    {
        var word = Keys.Of(Keys.Person("Zholdaskaliyeva")).Keys.Where(key => key.Kind is "fold.ymd" or "bone.ymd" or "spell.ymd" or "head.ymd" or "stem.ymd" or "skel.ymd").ToList();

        word.Select(key => key.Kind).Distinct().Count().ShouldBe(6);
        word.Sum(key => key.Weight).ShouldBeLessThan(RuleSet.Current.ThresholdB);
    }

    [Fact]
    public void Derive_KeysThatWeighNothing_AreLeftOut()
        => Keys.Of(Keys.Person("Muhammad Ali Hassan")).Keys.ShouldAllBe(key => key.Weight > 0);

    private static string[] Halves(string name)
        => [.. Keys.Texts(Keys.Person(name)).Where(key => key.StartsWith("spell", StringComparison.Ordinal) || key.StartsWith("head", StringComparison.Ordinal) || key.StartsWith("stem", StringComparison.Ordinal))];

    private static string[] Kinds(string name)
        => [.. Keys.Texts(Keys.Person(name)).Where(key => key.StartsWith("bone", StringComparison.Ordinal) || key.StartsWith("fold", StringComparison.Ordinal))];
}
