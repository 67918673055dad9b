namespace FedHub.Matching.Tests.Names;

/// <summary>What stands between and instead of names. The persons are invented.</summary>
public sealed class NameTextTests
{
    [Theory]
    [InlineData("Сидоренко—Тамара")]
    [InlineData("Сидоренко−Тамара")]
    [InlineData("Сидоренко+Тамара")]
    [InlineData("Сидоренко|Тамара")]
    [InlineData("Сидоренко:Тамара")]
    [InlineData("Сидоренко=Тамара")]
    [InlineData("Сидоренко・Тамара")]
    [InlineData("Сидоренко*Тамара")]
    [InlineData("Сидоренко<<Тамара")]
    [InlineData("Сидоренко\u200BТамара")]
    [InlineData("Сидоренко\u00A0Тамара")]
    [InlineData("«Сидоренко» [Тамара]")]
    public void Derive_AnySeparator_PartsTheWords(string name)
        => Keys.Texts(Keys.Person(name)).ShouldBe(Keys.Texts(Keys.Person("Сидоренко Тамара")));

    [Theory]
    [InlineData("To´xtayeva Go´zal")]
    [InlineData("To'xtayeva Go'zal")]
    [InlineData("To’xtayeva Go‘zal")]
    [InlineData("To`xtayeva Go`zal")]
    [InlineData("Toʻxtayeva Goʻzal")]
    [InlineData("To·xtayeva Go·zal")]
    [InlineData("To\u00ADxtayeva Go\u200Dzal")]
    public void Score_AnyApostropheOrUnseenSign_IsWithinTheWord(string name)
        => Keys.Score(Keys.Person(name), Keys.Person("Тўхтаева Гўзал")).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdB);

    [Theory]
    [InlineData("Unknown")]
    [InlineData("Unknown Female")]
    [InlineData("FNU LNU")]
    [InlineData("Неизвестная")]
    [InlineData("неизвестно")]
    [InlineData("Нет данных")]
    [InlineData("Имя не указано")]
    [InlineData("UNKNOWN, UNKNOWN")]
    public void Derive_NothingButAPlaceholder_GivesNoKeyAndSaysSo(string name)
    {
        var derived = Keys.Of(Keys.Person(name));

        derived.Keys.ShouldBeEmpty();
        derived.Warnings.Single().ShouldBe(new MatchWarning(WarningCode.Unreadable, "name", "a word such as unknown stands for a name that is not known; no key is derived from it"));
        derived.Incomplete.ShouldBe([KeyClass.Name]);
    }

    [Fact]
    public void Score_ANameBesideAPlaceholder_MeetsThatNameAndIsNeverMoreThanPossible()
    {
        Keys.Score(Keys.Person("FNU Mohammad"), Keys.Person("FNU Mohammad")).Grade.ShouldBe(Grade.C);
        Keys.Score(Keys.Person("FNU Mohammad"), Keys.Person("Unknown Mohammad")).Grade.ShouldBe(Grade.C);
        Keys.Score(Keys.Person("FNU Mohammad"), Keys.Person("FNU Ahmad")).Grade.ShouldBe(Grade.None);
    }

    [Theory]
    [InlineData("Female Bekov")]
    [InlineData("Не Елена")]
    [InlineData("Net Nurlan")]
    public void Derive_ANameLikeAPlaceholder_IsAName(string name)
        => Keys.Of(Keys.Person(name)).Warnings.ShouldBeEmpty();

    [Fact]
    public void Derive_LettersLostInAWrongEncoding_AreSaid()
    {
        var derived = Keys.Of(Keys.Person("M\uFFFDller Jana"));

        derived.Warnings.Single().Code.ShouldBe(WarningCode.Unreadable);
        derived.Warnings.Single().Message.ShouldContain("UTF-8");
        derived.Incomplete.ShouldBe([KeyClass.Name]);
    }
}
