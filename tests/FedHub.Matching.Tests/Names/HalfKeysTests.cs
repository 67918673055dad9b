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

    [Fact]
    public void Derive_KeysThatWeighNothing_AreLeftOut()
        => Keys.Of(Keys.Person("Muhammad Ali Hassan")).Keys.ShouldAllBe(key => key.Weight > 0);

    private static string[] Kinds(string name)
        => [.. Keys.Texts(Keys.Person(name)).Where(key => key.StartsWith("bone", StringComparison.Ordinal) || key.StartsWith("fold", StringComparison.Ordinal))];
}
