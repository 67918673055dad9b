namespace FedHub.Matching.Tests.Names;

/// <summary>Letters that another language reads otherwise. The persons are invented.</summary>
public sealed class OtherReadingTests
{
    [Theory]
    [InlineData("Гасанова Лейла", "Hasanova Leyla")]
    [InlineData("Гусейнова Айгюн", "Hüseynova Aygün")]
    [InlineData("Həsənov Elçin", "Гасанов Эльчин")]
    [InlineData("Гамидов Гусейн", "Hamidov Huseyn")]
    [InlineData("Гаджиев Магомед", "Hajiyev Mahomed")]
    [InlineData("ابراهيم خليل", "Ибрагим Халиль")]
    [InlineData("Гриценко Богдан", "Hrytsenko Bohdan")]
    [InlineData("Гончар Ольга", "Honchar Olha")]
    [InlineData("Гончар Ольга Петровна", "Honchar Olha")]
    [InlineData("Галина Григорьева", "Galina Grigorieva")]
    public void Score_RussianGForH_IsPossible(string search, string record) => ShouldMeet(search, record);

    [Theory]
    [InlineData("Հակոբյան Նաիրա", "Акопян Наира")]
    [InlineData("Hakobyan Naira", "Акопян Наира")]
    [InlineData("Հարությունյան Գայանե", "Арутюнян Гаянэ")]
    [InlineData("Հովհաննիսյան Արմեն", "Оганнисян Армен")]
    [InlineData("Овсепян Лусине", "Hovsepyan Lusine")]
    [InlineData("Հակոբյան Նաիրա", "Hakobyan Naira")]
    [InlineData("Ոսկանյան Որդի", "Voskanyan Vordi")]
    [InlineData("Ովսաննա Սարգսյան", "Ovsanna Sargsyan")]
    public void Score_ArmenianHAndVo_ArePossible(string search, string record) => ShouldMeet(search, record);

    [Theory]
    [InlineData("رضا کریمی", "Reza Karimi")]
    [InlineData("مریم رضایی", "Maryam Rezaei")]
    [InlineData("فاطمه رضایی", "Fatemeh Rezaei")]
    [InlineData("مرتضی حسینی", "Morteza Hosseini")]
    [InlineData("ثریا جهانگیری", "Soraya Jahangiri")]
    [InlineData("عثمان ثابتی", "Osman Sabeti")]
    [InlineData("عثمان الغامدي", "Uthman al-Ghamidi")]
    public void Score_ArabicLettersAsPersiansReadThem_IsPossible(string search, string record) => ShouldMeet(search, record);

    [Theory]
    [InlineData("Гасанова Лейла", "Hamidova Leyla")]
    [InlineData("Гончар Ольга", "Honchar Daryna")]
    [InlineData("Հակոբյան Նաիրա", "Арутюнян Наира")]
    [InlineData("رضا کریمی", "رضا حسینی")]
    [InlineData("Гасанова Лейла", "Гаджиева Лейла")]
    public void Score_Strangers_AreNone(string search, string record)
        => Keys.Score(Keys.Person(search, "1987-05-17"), Keys.Person(record, "1987-05-17")).Grade.ShouldBe(Grade.None);

    private static void ShouldMeet(string search, string record)
    {
        Keys.Score(Keys.Person(search, "1987-05-17"), Keys.Person(record, "1987-05-17")).Grade.ShouldNotBe(Grade.None);
        Keys.Score(Keys.Person(record, "1987-05-17"), Keys.Person(search, "1987-05-17")).Grade.ShouldNotBe(Grade.None);
    }
}
