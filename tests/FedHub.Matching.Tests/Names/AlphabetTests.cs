namespace FedHub.Matching.Tests.Names;

/// <summary>One by one: the letter sets, and what offices do to names. The persons are invented.</summary>
public sealed class AlphabetTests
{
    [Theory]
    [InlineData("Russian", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя")]
    [InlineData("Kazakh", "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")]
    [InlineData("Kyrgyz", "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя")]
    [InlineData("Tajik", "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя")]
    [InlineData("Uzbek Cyrillic", "абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ")]
    [InlineData("Turkmen Cyrillic", "абвгдеёжҗзийклмнңоөпрстуүфхцчшщъыьэәюя")]
    [InlineData("English", "abcdefghijklmnopqrstuvwxyz")]
    [InlineData("Uzbek", "abdefghijklmnopqrstuvxyzʻʼ")]
    [InlineData("Turkmen", "abçdeäfghijžklmnňoöprsştuüwyýz")]
    [InlineData("Kazakh 2021", "aäbdefgğhıijklmnñoöpqrsştuūüvyz")]
    [InlineData("Turkish", "abcçdefgğhıijklmnoöprsştuüvyzâîû")]
    [InlineData("Azeri", "abcçdeəfgğhxıijkqlmnoöprsştuüvyz")]
    [InlineData("Spanish", "aábcdeéfghiíjklmnñoópqrstuúüvwxyz")]
    [InlineData("German", "aäbcdefghijklmnoöpqrsßtuüvwxyz")]
    [InlineData("Arabic", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")]
    [InlineData("Persian", "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ")]
    [InlineData("Georgian", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ")]
    [InlineData("Armenian", "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև")]
    public void Letters_OfEachAlphabet_AreAllRead(string alphabet, string letters)
        => letters.Where(letter => Letters.SoundOf(letter) is null).ShouldBeEmpty(alphabet);

    [Theory]
    [InlineData("Russian", "Щукина Юлия", "Shchukina Yuliya")]
    [InlineData("Kazakh", "Өтеғалиева Ұлжалғас", "Utegaliyeva Ulzhalgas")]
    [InlineData("Kyrgyz", "Жээнбаева Үмүткан", "Zheenbaeva Umutkan")]
    [InlineData("Tajik", "Ҷӯраева Меҳринисо", "Juraeva Mehriniso")]
    [InlineData("Uzbek Cyrillic", "Ғуломова Ўғилой", "Gulomova Ugiloy")]
    [InlineData("Uzbek", "Gʻulomova Oʻgʻiloy", "Gulomova Ugiloy")]
    [InlineData("Turkmen", "Çaryýewa Ogulgözel", "Charyyeva Ogulgozel")]
    [InlineData("Kazakh 2021", "Şoqanova Jūldyzai", "Shokanova Zhuldyzay")]
    [InlineData("Turkish", "Çağatay Gülşah", "Chaghatay Gulshah")]
    [InlineData("Azeri", "Ağayeva Xatirə", "Aghayeva Khatira")]
    [InlineData("Spanish", "Ibáñez Muñoz, Begoña", "Ibanez Munoz, Begona")]
    [InlineData("German", "Jürgen Weißmüller", "Juergen Weissmueller")]
    [InlineData("Arabic", "هيثم الغامدي", "Haytham al-Ghamidi")]
    [InlineData("Persian", "پرویز چنگیزی", "Parviz Changizi")]
    [InlineData("Georgian", "ჟუჟუნა ღვინიაშვილი", "Zhuzhuna Ghviniashvili")]
    [InlineData("Armenian", "Խաչատուր Ղազարյան", "Khachatur Ghazaryan")]
    public void Score_EachAlphabetAndItsPassport_AreAtLeastC(string alphabet, string source, string passport)
    {
        Keys.Score(Keys.Person(source), Keys.Person(passport)).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdC, alphabet);
        Keys.Score(Keys.Person(passport), Keys.Person(source)).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdC, alphabet);
    }

    [Theory]
    [InlineData("patronymic missing", "Сариева Айжан Эркиновна", "Sarieva Aizhan")]
    [InlineData("patronymic of another form", "Сариев Тимур Эркинович", "Сариев Тимур Эркин уулу")]
    [InlineData("particle missing", "Hassan al-Khatib", "Hassan Khatib")]
    [InlineData("son of", "Yusuf ibn Tariq Zahedani", "Yusuf Tariq Zahedani")]
    [InlineData("oglu parted", "Vüqar Səfər oğlu Hacıyev", "Vugar Hajiyev")]
    [InlineData("joined and parted", "Abd al-Rahman Zahedani", "Abdurrahman Zahedani")]
    [InlineData("joined with el", "Abdel Rahman Zahedani", "Abdulrahman Zahedani")]
    [InlineData("ullah parted", "Hayat Ullah Zadran", "Hayatullah Zadran")]
    [InlineData("din parted", "Shams ud-Din Zadran", "Shamsuddin Zadran")]
    [InlineData("married name beside the maiden one", "Айжан Сариева", "Aizhan Sarieva-Zholdosheva")]
    [InlineData("maiden name beside the married one", "Айжан Жолдошева", "Zholdosheva (Sarieva), Aizhan")]
    [InlineData("hyphen or not", "Anna-Maria Sommer", "Annamaria Sommer")]
    [InlineData("order of names", "Тимур Сариев", "SARIEV Timur")]
    [InlineData("look-alike letters", "Tимуp Capиeв", "Тимур Сариев")]
    public void Score_WhatOfficesDoToNames_StillMeets(string what, string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdC, what);

    [Theory]
    [InlineData("1984-03-07", "1984", Grade.C)]
    [InlineData("1984-03-07", "1984-03", Grade.B)]
    [InlineData("1984-03-07", "1984-07-03", Grade.B)]
    [InlineData("1984-03-07", "1984-03-17", Grade.B)]
    [InlineData("1984-03-07", "1984-08-07", Grade.B)]
    [InlineData("1984-03-07", "1983-03-07", Grade.C)]
    public void Score_DatesKnownInPartSwappedOrWithOneWrongDigit_StillMeetBesideARareName(string search, string record, Grade least)
        => Keys.Score(Keys.Person("Сания Жолдасқалиева", search), Keys.Person("Saniya Zholdaskaliyeva", record)).Sum.ShouldBeGreaterThanOrEqualTo(least == Grade.B ? RuleSet.Current.ThresholdB : RuleSet.Current.ThresholdC);

    /// <summary>Letters that are not made of a letter and a mark: the words had no keys of their spelling.</summary>
    [Theory]
    [InlineData("Kılıç Işıl", "KILIC ISIL")]
    [InlineData("Kılıçdaroğlu Ayşe", "Kilicdaroglu Ayse")]
    [InlineData("Đặng Thị Đào", "Dang Thi Dao")]
    [InlineData("Łukasz Michał", "LUKASZ MICHAL")]
    [InlineData("Søren Bjørn", "Soren Bjorn")]
    [InlineData("Məmmədli Gülnarə", "Mammadli Gulnara")]
    [InlineData("Æsa Þorbjörg", "AESA THORBJORG")]
    public void Score_LettersBeyondTheBasicLatin_MeetTheirCopies(string source, string copy)
        => Keys.Score(Keys.Person(source), Keys.Person(copy)).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdC);

    [Fact]
    public void Letters_OfOneNameInBothWritings_AreOneKey()
        => Keys.Texts(Keys.Person("Straße, Łucja")).ShouldContain("letters.ymd aacejlrssstu|1984-03-07");

    [Theory]
    [InlineData("Хасенова Әлия", "Khassenova, Aliya")]
    [InlineData("Әлімбекова Әлия", "Äliia Älımbekova")]
    public void Score_Aliya_IsANameAndNotTheEndOfTheOneBefore(string search, string record)
        => Keys.Score(Keys.Person(search), Keys.Person(record)).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdB);

    [Fact]
    public void Score_KazakhQThatRussianWritesKh_StillMeets()
        => Keys.Score(Keys.Person("Жақыпов Бақытжан"), Keys.Person("Жакупов Бахытжан")).Grade.ShouldBe(Grade.C);

    [Fact]
    public void Score_SBeforeZh_IsNoPolishSz()
        => Keys.Score(Keys.Person("Түсіпов Досжан"), Keys.Person("TUSSUPOV, DOSZHAN")).Sum.ShouldBeGreaterThanOrEqualTo(RuleSet.Current.ThresholdC);

    [Theory]
    [InlineData("123")]
    [InlineData("'-'.,")]
    [InlineData("𞤀𞤣𞤤𞤢𞤥")]
    [InlineData("Ы")]
    [InlineData("O U")]
    public void Derive_ANameThatLeavesNoKey_SaysSo(string name)
    {
        var derived = Keys.Of(Keys.Person(name));

        derived.Keys.ShouldBeEmpty();
        derived.Warnings.Single().Code.ShouldBe(WarningCode.NameTooShort);
        derived.Incomplete.ShouldBe([KeyClass.Name]);
    }
}
