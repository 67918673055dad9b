namespace FedHub.Matching.Tests.Names;

/// <summary>Titles, particles and halves of names: what is one, and what only sounds a little like one. The persons are invented.</summary>
public sealed class NameWordsTests
{
    /// <summary>By classes of vowels they sound like ullah and uddin, and were glued to the word before them.</summary>
    [Theory]
    [InlineData("Иванова Юлия", "Юлия Иванова")]
    [InlineData("Иванова Юлия", "Yulia Ivanova")]
    [InlineData("Іванова Юлія", "Yuliia Ivanova")]
    [InlineData("Ivanova, Iuliia", "Иванова Юлия")]
    [InlineData("Бойко Алла", "Алла Бойко")]
    [InlineData("Юдин Сергей Иванович", "Sergey Yudin")]
    [InlineData("Mehmet Aydın", "AYDIN Mehmet")]
    [InlineData("Çiğdem Aydın", "Айдын Чигдем")]
    [InlineData("Айдин Гусейнов", "Гусейнов Айдин")]
    [InlineData("Соколова Оля", "Оля Соколова")]
    [InlineData("Brown Eden", "Eden Brown")]
    [InlineData("Brown Aiden", "Aiden Brown")]
    [InlineData("Hansen Odin", "Odin Hansen")]
    [InlineData("Begić Edin", "Edin Begić")]
    [InlineData("Novak Ola", "Ola Novak")]
    [InlineData("Hakim Aulia", "Aulia Hakim")]
    public void Score_ANameThatIsLikeASecondHalf_StaysAWord(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldNotBe(Grade.None);

    [Theory]
    [InlineData("Noor Ullah Khan", "Nurullah Khan")]
    [InlineData("Salah el-Din Zadran", "Salahuddin Zadran")]
    [InlineData("Hayat Allah Zadran", "Hayatullah Zadran")]
    [InlineData("Nasr Eddine Zadran", "Nasreddine Zadran")]
    [InlineData("Шамс уд-Дин Задран", "Шамсуддин Задран")]
    [InlineData("عبد الله الدوسري", "عبدالله الدوسري")]
    [InlineData("عبد الله الدوسري", "Abdullah Al-Dosari")]
    [InlineData("عبد اللہ خان", "عبدالله خان")]
    [InlineData("عبد الله الدوسري", "عبد الله الدوسري")]
    [InlineData("حبیب الله رحیمی", "Habibullah Rahimi")]
    [InlineData("حبیب الله رحیمی", "حبیب‌الله رحیمی")]
    [InlineData("حبیب الله رحیمی", "حبیبالله رحیمی")]
    [InlineData("رحمت الله احمدی", "Rahmatullah Ahmadi")]
    [InlineData("نور الله رحیمی", "Noorullah Rahimi")]
    [InlineData("سيف الله قاسمي", "Saifullah Qasimi")]
    [InlineData("نعمت الله قاسمی", "Nematullah Qasemi")]
    public void Score_GodOrFaithAsSecondHalf_IsOneWordWithTheFirst(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldNotBe(Grade.None);

    /// <summary>Of three words they were dropped as la, an, u or a title, and of two they were not.</summary>
    [Theory]
    [InlineData("Аяз Мамедов Рашидович", "Ayaz Mammadov")]
    [InlineData("Новак Ян Сергеевич", "Novak Yan")]
    [InlineData("Сариев Абай Эркинович", "Sariev Abay")]
    [InlineData("خالد بن فهد", "Khalid Fahd")]
    [InlineData("خالد بن فهد", "Khalid bin Fahd")]
    [InlineData("Sheikh Nurlan Bekov", "Nurlan Bekov")]
    [InlineData("Moulavi Nurlan Bekov", "Nurlan Bekov")]
    [InlineData("Нурлан Эркин оглы Беков", "Нурлан Эркин Беков")]
    public void Score_ANameThatIsLikeAParticle_IsNotDroppedAndAParticleIs(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldNotBe(Grade.None);

    [Theory]
    [InlineData("الهام نجفی", "Elham Najafi")]
    [InlineData("الناز نجفی", "Elnaz Najafi")]
    [InlineData("المیرا نجفی", "Elmira Najafi")]
    [InlineData("الیاس نجفی", "Elias Najafi")]
    [InlineData("إلهام نجفی", "الهام نجفی")]
    public void Score_ANameThatBeginsLikeTheArticle_KeepsItsBeginning(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldNotBe(Grade.None);

    [Theory]
    [InlineData("Иванова Юлия", "Иванова Инна")]
    [InlineData("Иванова Алла", "Кузнецова Алла")]
    [InlineData("عبد الله الدوسري", "عبد الله الغامدي")]
    [InlineData("حبیب الله رحیمی", "رحمت الله رحیمی")]
    [InlineData("Новак Ян", "Карпов Ян")]
    public void Score_StrangersWhoShareOnlyThat_DoNotMeet(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.None);
}
