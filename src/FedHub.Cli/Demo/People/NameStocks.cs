namespace FedHub.Cli.Demo.People;

/// <summary>The languages and spellings in which the five registers of the demonstration are kept.</summary>
internal static class NameStocks
{
    public static NameStock Kazakh { get; } = new()
    {
        MaleNames = ["Нұрлан", "Ерлан", "Асқар", "Бауыржан", "Дәурен", "Қайрат", "Мұрат", "Серік", "Тимур", "Әлихан", "Жандос", "Руслан", "Санжар", "Ғалым", "Ұлан", "Өмір"],
        FemaleNames = ["Айгүл", "Гүлнар", "Әсел", "Жанар", "Қарлығаш", "Мәдина", "Назгүл", "Сәуле", "Динара", "Ұлжан", "Өріп", "Ботагөз", "Шынар", "Ләззат", "Арай", "Іңкәр"],
        SurnameStems = ["Ахмет", "Әбдірахман", "Жұмабай", "Қасым", "Нұрғали", "Оспан", "Сәрсен", "Төлеген", "Мұқан", "Ибрагим", "Ермек", "Сейіт", "Байжан", "Құдайберген", "Омар", "Жақсылық", "Шәріп", "Біржан"],
        MaleEnding = "ов",
        FemaleEnding = "ова",
        MalePatronymic = "ұлы",
        FemalePatronymic = "қызы",
    };

    public static NameStock Kyrgyz { get; } = new()
    {
        MaleNames = ["Бакыт", "Азамат", "Нурбек", "Таалай", "Эркин", "Жаныбек", "Улан", "Кубат", "Эмил", "Чынгыз", "Мирлан", "Адилет", "Темирлан", "Өмүрбек", "Сыймык", "Данияр"],
        FemaleNames = ["Айгүл", "Жылдыз", "Нургүл", "Чолпон", "Айзада", "Гүлзат", "Жаңыл", "Мээрим", "Каныкей", "Эльмира", "Бермет", "Назира", "Асель", "Үмүт", "Сайкал", "Перизат"],
        SurnameStems = ["Асан", "Бейшен", "Жумабек", "Исак", "Кадыр", "Мамыт", "Осмон", "Сыдык", "Токтогул", "Үсөн", "Чоро", "Шаршен", "Эсен", "Абдыкадыр", "Мамбет", "Жолдош", "Ормон", "Төрө"],
        MaleEnding = "ов",
        FemaleEnding = "ова",
        MalePatronymic = " уулу",
        FemalePatronymic = " кызы",
    };

    public static NameStock Tajik { get; } = new()
    {
        MaleNames = ["Фарҳод", "Далер", "Ҷамшед", "Рустам", "Фирӯз", "Хуршед", "Сӯҳроб", "Баҳром", "Алишер", "Меҳроҷ", "Парвиз", "Умед", "Зафар", "Искандар", "Комрон", "Шаҳром"],
        FemaleNames = ["Зарина", "Мадина", "Гулнора", "Фарзона", "Ситора", "Нигора", "Шаҳноза", "Манижа", "Парвина", "Меҳрангез", "Тахмина", "Зулфия", "Саодат", "Робия", "Ҷамила", "Ниҳол"],
        SurnameStems = ["Раҳим", "Саид", "Каримҷон", "Назар", "Ҳаким", "Шариф", "Давлат", "Ғафур", "Юсуф", "Мирзо", "Холмурод", "Абдулло", "Қурбон", "Сафар", "Зокир", "Муҳаммад", "Наҷмиддин", "Иброҳим"],
        MaleEnding = "ов",
        FemaleEnding = "ова",
        MalePatronymic = "ович",
        FemalePatronymic = "овна",
    };

    public static NameStock Turkmen { get; } = new()
    {
        MaleNames = ["Myrat", "Serdar", "Döwlet", "Batyr", "Kerim", "Oraz", "Rahym", "Çary", "Maksat", "Begenç", "Şöhrat", "Ýusup", "Atamyrat", "Guwanç", "Hemra", "Resul"],
        FemaleNames = ["Aýgül", "Ogulşat", "Gözel", "Maral", "Jennet", "Bahar", "Enejan", "Leýla", "Şemşat", "Oguljan", "Läle", "Aknabat", "Selbi", "Sona", "Täzegül", "Aýna"],
        SurnameStems = ["Ataý", "Berdiý", "Annageldiý", "Hojaý", "Jumaý", "Nuryý", "Orazgeldiý", "Çaryý", "Şyhyý", "Garaý", "Amangeldiý", "Bekiý", "Hallyý", "Ödeý", "Sähediý", "Döwletgeldiý"],
        MaleEnding = "ew",
        FemaleEnding = "ewa",
    };

    public static NameStock Uzbek { get; } = new()
    {
        MaleNames = ["Dilshod", "Sherzod", "Jasur", "Bobur", "Otabek", "Sardor", "Ulugʻbek", "Javohir", "Aziz", "Farrux", "Baxtiyor", "Shuhrat", "Gʻayrat", "Oʻktam", "Xurshid", "Rustam"],
        FemaleNames = ["Dilnoza", "Nigora", "Gulnora", "Shahnoza", "Oygul", "Zuhra", "Feruza", "Nodira", "Malika", "Sevara", "Yulduz", "Barno", "Xurshida", "Lola", "Oʻgʻiloy", "Munira"],
        SurnameStems = ["Karim", "Rahim", "Yoʻldosh", "Toʻxta", "Abdulla", "Ergash", "Xoʻja", "Mirza", "Normat", "Qodir", "Tursun", "Usmon", "Gʻafur", "Jumaniyoz", "Sobir", "Hamid", "Ismoil"],
        MaleEnding = "ov",
        FemaleEnding = "ova",
        MalePatronymic = " oʻgʻli",
        FemalePatronymic = " qizi",
    };

    /// <summary>All five registers hold some persons with Russian names.</summary>
    public static NameStock Russian { get; } = new()
    {
        MaleNames = ["Алексей", "Дмитрий", "Сергей", "Андрей", "Павел", "Виктор", "Юрий", "Николай", "Фёдор", "Илья"],
        FemaleNames = ["Екатерина", "Наталья", "Ольга", "Ирина", "Светлана", "Татьяна", "Юлия", "Анна", "Любовь", "Дарья"],
        SurnameStems = ["Кузнецо", "Соколо", "Воробьё", "Фёдоро", "Орло", "Щербако", "Цветко", "Журавлё", "Хохло", "Чернышо"],
        MaleEnding = "в",
        FemaleEnding = "ва",
        MalePatronymic = "ович",
        FemalePatronymic = "овна",
    };
}
