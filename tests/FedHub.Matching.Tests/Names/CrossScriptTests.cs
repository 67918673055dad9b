namespace FedHub.Matching.Tests.Names;

/// <summary>Invented persons, each written as offices of different countries would.</summary>
public sealed class CrossScriptTests
{
    public static TheoryData<string, string> SamePerson()
    {
        string[][] people =
        [
            ["Жаңыл Қасымбекова", "Жаныл Касымбекова", "Zhanyl Kasymbekova", "QASYMBEKOVA Jańyl", "KASYMBEKOVA, Zhanyl", "Janyl Kasimbekova"],
            ["Нұрсұлтан Әбдіғалиев", "Нурсултан Абдигалиев", "Nursultan Abdigaliyev", "ABDIGALIEV, Nursultan", "Nursūltan Äbdığaliev"],
            ["Бахтиёр Тошматов", "Baxtiyor Toshmatov", "Bakhtiyor Toshmatov", "TOSHMATOV Bakhtiyor"],
            ["Ҷамшед Раҳимов", "Джамшед Рахимов", "Jamshed Rahimov", "Dzhamshed Rakhimov"],
            ["Огулшат Гурбанова", "Ogulşat Gurbanowa", "Ogulshat Gurbanova"],
            ["Щербаков Юрий", "Shcherbakov Yuriy", "Yury Shcherbakov", "Jurij Schtscherbakow"],
            ["Şükrü Çağlayan", "Shukru Chaglayan", "Шукрю Чаглаян"],
            ["Cəmilə Əliyeva", "Джамиля Алиева", "Jamila Aliyeva"],
            ["عبد الرحمن الخطيب", "Abdul Rahman al-Khatib", "Abdurrahman Khateeb", "AL-KHATIB, Abd al-Rahman", "Абдуррахман аль-Хатиб"],
            ["محمد کریمی", "Mohammad Karimi", "KARIMI, Muhammad", "Мухаммад Карими"],
            ["ნინო კაპანაძე", "Nino Kapanadze", "Нино Капанадзе"],
            ["Արամ Սարգսյան", "Aram Sargsyan", "Арам Саргсян"],
            ["Пётр Хлебников", "Petr Khlebnikov", "KHLEBNIKOV, Pyotr"],
            ["María José Núñez Castaño", "NUNEZ CASTANO, Maria Jose", "Мария Хосе Нуньес Кастаньо"],
            ["Jörg Großmann", "Joerg Grossmann", "GROSSMANN, Jorg"],
        ];
        var data = new TheoryData<string, string>();
        foreach (var spellings in people)
        {
            for (var i = 0; i < spellings.Length; i++)
            {
                for (var j = i + 1; j < spellings.Length; j++)
                {
                    data.Add(spellings[i], spellings[j]);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SamePerson))]
    public void Score_SamePersonInTwoSpellings_IsAtLeastC(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldNotBe(Grade.None);

    [Fact]
    public void Score_LookAlikeLetters_AreUndone()
        => Keys.Score(Keys.Person("Kаmilа Bеkovа"), Keys.Person("Kamila Bekova")).Sum.ShouldBeGreaterThanOrEqualTo(30);

    [Theory]
    [InlineData("Нурлан Беков", "Тимур Сариев")]
    [InlineData("Muhammad Karimi", "Muhammad Zahedani")]
    [InlineData("Ivan Petrov", "Ivan Kuznetsov")]
    [InlineData("Ahmed Hassan", "Hassan Osman")]
    [InlineData("李小龙", "王大明")]
    public void Score_OtherPersonOfTheSameBirthDate_IsNone(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Grade.ShouldBe(Grade.None);
}
