namespace FedHub.Matching;

/// <summary>Inputs whose keys stand for the rules' behaviour. The persons are invented.</summary>
internal static class RuleProbes
{
    private static readonly string[] _names =
    [
        "Жаңыл Қасымбекова", "Жаныл Касымбекова", "Zhanyl Kasymbekova", "QASYMBEKOVA Jańyl", "Иванова, Мария Сергеевна", "Maria Ivanova", "Щукин Юрий Цезаревич",
        "Toshmatov Baxtiyor Oʻktam oʻgʻli", "Тошматов Бахтиёр Ўктам ўғли", "Ҷамшед Раҳимзода", "Gurbangulyýewa Ogulşat", "Şükrü Çağlayan", "Recep Yılmaz", "Əliyev Xəyyam Cəfər oğlu",
        "عبد الرحمن الخطيب", "Abdul Rahman al-Khatib", "Abdurrahman Khateeb", "نوراللہ احمدزی", "فریدون موسوی", "ნინო კაპანაძე", "Արամ Սարգսյան", "Kim Chol Su",
        "Dr. Jorge de la Cruz Núñez", "Groß, Jörg", "Tschechow Anton", "Пeтрoв Ceргей", "李小龙", "Al", "O", "O'Brien-Smith Anne-Marie", "Noor Ullah Khan", "Nurullo Xonov",
        "Tимуp Capиeв", "Хасенова Әлия", "Ұлпан Бақытжанова", "DOSZHAN Bakhyt", "Ūlpan Şaimerdenova", "123",
        "Zhol Daskaliyeva, Saniya", "Daskali Yeva Saniya B.", "Ўғилой Ғуломова", "Kim Jong Un",
        "Иванова Юлия", "Юдин Аяз", "Аяз Мамедов Рашидович", "عبد الله بن فهد", "حبیب الله", "الهام نجفی", "Salah el-Din Edin",
        "Петрова Зоя Сергеевна", "Мамедов Али Гасан оглы", "علی احمدی", "عمر", "Mohamed", "Гусейнова Гюльнара", "Հակոբյան Որդի", "Hovsepyan Lusine", "عثمان رضا", "Kılıç Işıl", "Łucja Đặng-Bjørn", "Groß, Æsa Þóra", "FNU Mohammad", "Неизвестная женщина", "Нет данных", "Сидоренко—Тамара", "Петрова (Сидорова) Мария Ивановна", "Kut·suri Nino", "To´xtayeva Go´zal", "M\uFFFDller Jana",
    ];

    private static readonly PartialDate?[] _dates = [Date(1984, 3, 7), Date(1990, 11, 23), Date(1975, 6, 0), Date(1968, 0, 0), null];

    public static IReadOnlyList<MatchSubject> All { get; } =
    [
        .. _names.Select((name, i) => new MatchSubject { FullName = name, DateOfBirth = _dates[i % 3], Country = i % 2 == 0 ? "KAZ" : null }),
        .. _dates.Select(date => new MatchSubject { FamilyName = "Касымбекова", GivenName = "Жаныл", DateOfBirth = date, Country = "AZE" }),
        new MatchSubject { PersonalNumbers = ["10000000146"], Phones = ["0532 123 45 67"], Country = "TUR" },
        new MatchSubject { Phones = ["998901234567"] },
        new MatchSubject
        {
            Documents = ["KAZ N12345678", "KAZ:нет", "KAZ:N12345678; RUS:4509123456"],
            PersonalNumbers = ["СНИЛС 11223344595", "KAZ:000000000000"],
            Phones = ["77011234567", "+90 0532 123 45 67", "(+7) 701 123 45 68", "+7 0000000000"],
            Vehicles = ["KAZ:нет"],
            Accounts = ["https://www.facebook.com/profile.php?id=100001", "https://ok.ru/profile/571000001", "t.me/joinchat/AbCdEf", "tg:none"],
            Country = "UZB",
        },
        new MatchSubject
        {
            Documents = ["UTO:L898902C3", "N 1O234567 (Kazakhstan)", "АВ123456", "ZZZ:77-12", "XQX:12345", "1"],
            PersonalNumbers = ["KAZ:840307450013", "UZB:40703840010017", "KGZ:10703198400123", "TUR:10000000146", "RUS:500100732259", "RUS:7707083893", "RUS:11223344595",
                "ARE:784198412345678", "SAU:1012345672", "IND:234123412346", "THA:1101700230705", "GEO:01001012345", "ARM:1234567890", "AZE:5AB1C2D", "TJK:123456789",
                "TKM:123456789012", "FRA:184037512345678", "840307450013"],
            Phones = ["+7 701 123 45 67", "8 (701) 123-45-67", "00998901234567", "901234567", "+44 (0)20 7946 0958 ext 5", "12"],
            Vehicles = ["KAZ:777 АВС 02", "01 A 123 BC (Uzbekistan)", "123ABC", "1M8GDM9AXKP042788", "JPN:WVWZZZ1JZ3W386752"],
            Accounts = ["GB82 WEST 1234 5698 7654 32", "iban:DE00370400440532013000", "Officer@Пример.рф", "tg:@Some_Name", "https://www.instagram.com/some.name/",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "unknown:name", "nothing", "GB82 WEST 1234 5698 7654"],
            MachineReadableZones = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", "short"],
            Country = "Kazakhstan",
        },
    ];

    private static PartialDate? Date(int year, int month, int day) => PartialDate.TryCreate(year, month, day, out var date, out _) ? date : null;
}
