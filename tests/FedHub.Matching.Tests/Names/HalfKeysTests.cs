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

    [Fact]
    public void Score_OneRareWordOfFour_IsNone()
        => Keys.Score(Keys.Person("Zholdaskaliyeva Saniya Aruzhan Madina"), Keys.Person("Zholdaskaliyeva Perizat Botagoz Inkar")).Grade.ShouldBe(Grade.None);

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
        => [.. Keys.Texts(Keys.Person(name)).Where(key => key.StartsWith("half", StringComparison.Ordinal) || key.StartsWith("head", StringComparison.Ordinal))];
}
