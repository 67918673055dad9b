namespace FedHub.Matching.Tests.Names;

/// <summary>The whole name: alike, without the patronymic, in a script without vowels, of one word. The persons are invented.</summary>
public sealed class FullKeysTests
{
    /// <summary>Common names in Arabic script did not meet themselves.</summary>
    [Theory]
    [InlineData("علی احمدی")]
    [InlineData("علي حسن")]
    [InlineData("محمد علی")]
    [InlineData("أحمد علي")]
    [InlineData("سارة أحمد")]
    [InlineData("زهرا احمدی")]
    [InlineData("عمر")]
    [InlineData("Анна")]
    [InlineData("Ali")]
    [InlineData("Zholdaskaliyev")]
    public void Score_ANameAndItself_IsPossible(string name)
        => Keys.Score(Keys.Person(name), Keys.Person(name)).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdC);

    [Fact]
    public void Score_UsualNamesInArabicScriptAndThemselves_AreAlwaysPossible()
    {
        string[] given = ["علي", "محمد", "أحمد", "حسن", "حسين", "عمر", "خالد", "سارة", "زينب", "مريم", "فاطمة", "ليلى", "هدى", "یوسف", "رضا", "مهدی", "زهرا", "نور", "ایمان", "آدم"];
        string[] family = ["علي", "محمد", "أحمد", "حسن", "حسين", "احمدی", "محمدی", "حسینی", "رضایی", "کریمی", "خان", "سعيد", "صالح", "عباس", "يوسف", "إبراهيم", "عيسى", "موسى", "طه", "ولي"];
        var failing = given.SelectMany(g => family.Where(f => f != g).Select(f => Keys.Person(g + " " + f)))
            .Count(person => Keys.Score(person, person).Sum < RuleSet.Current.ThresholdC);

        failing.ShouldBe(0);
    }

    [Theory]
    [InlineData("علي حسن", "عمر حسين")]
    [InlineData("علی احمدی", "رضا احمدی")]
    [InlineData("محمد علی", "محمد رضا")]
    public void Score_OtherPersonInArabicScript_IsNone(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.None);

    [Fact]
    public void Score_ACommonNameInArabicScriptWithTheYearOnly_IsNone()
        => Keys.Score(Keys.Person("علي حسن", "1984"), Keys.Person("علي حسن", "1984")).Grade.ShouldBe(Grade.None);

    /// <summary>Very likely, for passports leave the patronymic out; certain it is not.</summary>
    [Theory]
    [InlineData("Асанбеков Нурлан Темирович", "Асанбеков Нурлан Каримович")]
    [InlineData("Асанбеков Нурлан", "Асанбеков Нурлан Каримович")]
    [InlineData("Гасанов Рашид Алиевич", "Гасанов Рашид Каримович")]
    [InlineData("Кузнецов Дмитрий", "Кузнецов Дмитрий Сергеевич")]
    public void Score_ARareNameWithAnotherPatronymicOrNone_IsNeverCertain(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.B);

    [Theory]
    [InlineData("Петрова Мария Ивановна")]
    [InlineData("Сидорова Мария Ивановна")]
    [InlineData("Petrova Maria")]
    [InlineData("Maria Sidorova")]
    [InlineData("Сидорова (Петрова) Мария Ивановна")]
    public void Score_OneOfTwoFamilyNamesOfWhichOneIsInBrackets_IsPossible(string search)
    {
        foreach (var record in (string[])["Петрова (Сидорова) Мария Ивановна", "Мария Ивановна Петрова (Сидорова)"])
        {
            Keys.Score(Keys.Person(search), Keys.Person(record)).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdC, record);
        }
    }

    [Theory]
    [InlineData("Петрова Анна Ивановна")]
    [InlineData("Иванова Мария Ивановна")]
    public void Score_OtherPersonOfOneOfTwoFamilyNames_IsNone(string search)
        => Keys.Score(Keys.Person(search), Keys.Person("Петрова (Сидорова) Мария Ивановна")).Grade.ShouldBe(Grade.None);

    [Theory]
    [InlineData("Петрова Зоя", "Петрова Зоя Сергеевна")]
    [InlineData("Zoya Petrova", "Петрова Зоя Сергеевна")]
    [InlineData("Иванова Майя", "Иванова Майя Сергеевна")]
    [InlineData("Каримова Лия", "Каримова Лия Рашидовна")]
    [InlineData("Лия Ким", "Kim Liya Sergeevna")]
    [InlineData("Морозова Рая", "Морозова Рая Петровна")]
    [InlineData("Зайцева Ева", "Зайцева Ева Андреевна")]
    [InlineData("Смирнов Лев", "Смирнов Лев Николаевич")]
    [InlineData("Ли Елена", "Ли Елена Викторовна")]
    [InlineData("Yu Elena", "Ю Елена Викторовна")]
    [InlineData("Ким Ян Викторович", "Kim Yan")]
    [InlineData("Алиев Али", "Алиев Али Ахмедович")]
    [InlineData("Ким Анна", "Ким Анна Сергеевна")]
    [InlineData("Мамедов Али", "Мамедов Али Гасан оглы")]
    [InlineData("Aliyeva Leyla", "Алиева Лейла Рашид кызы")]
    [InlineData("Алиева Лейла Рашидовна", "Алиева Лейла Рашид кызы")]
    public void Score_APatronymicOnOneSide_IsNoOtherPerson(string search, string record)
    {
        Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldNotBe(Grade.None);
        Keys.Score(Keys.Person(record), Keys.Person(search)).Grade.ShouldNotBe(Grade.None);
    }

    [Theory]
    [InlineData("Петрова Зоя Сергеевна", "Иванов Тимур Сергеевич")]
    [InlineData("Мамедов Али Гасан оглы", "Мамедов Эмин Гасан оглы")]
    [InlineData("Алиев Али Ахмедович", "Алиев Ахмед")]
    public void Score_OtherNamesAndOnePatronymic_AreNone(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.None);

    /// <summary>They were the same person (A), or very likely (B).</summary>
    [Theory]
    [InlineData("Mohamed", "Mohamed")]
    [InlineData("Ivan", "Ivan")]
    [InlineData("Анна", "Анна")]
    [InlineData("Maria Παπαδοπούλου", "Maria Γεωργίου")]
    [InlineData("Mr Ivan", "Ivan")]
    public void Score_OneCommonWordAlone_IsPossibleAndNoMore(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.C);

    [Theory]
    [InlineData("Zholdaskaliyeva")]
    [InlineData("Bakh")]
    [InlineData("Qyzylqum")]
    public void Score_OneRareWordAlone_IsNeverTheSamePerson(string name)
        => Keys.Score(Keys.Person(name), Keys.Person(name)).Sum.ShouldBeInRange(RuleSet.Current.ThresholdC, RuleSet.Current.ThresholdA - 0.5);

    [Theory]
    [InlineData("Ivan", "Ivan Petrov")]
    [InlineData("Mohamed", "Ahmed")]
    public void Score_OneCommonWordAndOtherNames_IsNone(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.None);
}
