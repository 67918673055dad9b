namespace FedHub.Matching;

/// <summary>Remarks on a row in Russian. The English texts are their keys, so that they stand in one place.</summary>
public static class RussianRemarks
{
    private const string GradeC = "найти его можно только как возможное совпадение (оценка C)";

    private static readonly Dictionary<string, string> _words = new(StringComparer.Ordinal)
    {
        ["document number"] = "номер документа",
        ["date of birth"] = "дата рождения",
        ["date of expiry"] = "срок действия",
        ["optional data"] = "дополнительные данные",
        ["all fields"] = "все поля",
        ["vehicle identification number"] = "идентификационный номер автомобиля",
        ["Greek"] = "греческое",
        ["Hebrew"] = "еврейское",
        ["Chinese"] = "китайское",
        ["Japanese kana"] = "японская кана",
        ["Hangul"] = "корейское",
        ["Thai"] = "тайское",
        ["Devanagari"] = "деванагари",
        ["another script"] = "иное",
    };

    private static readonly RussianTexts _texts = new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["{0} fails its check digit: {1} expected, {2} found (line {3}, character {4})"] = "{0}: контрольная цифра неверна: должна быть {1}, стоит {2} (строка {3}, знак {4})",
            ["{0} fails its check digit: no digit fits, such numbers are not issued"] = "{0}: контрольная цифра неверна: не подходит никакая, таких номеров не выдают",
            ["{0} fails its check digit: {1} expected, {2} found"] = "{0}: контрольная цифра неверна: должна быть {1}, стоит {2}",
            ["{0} fails its check digits: {1} expected, {2} found"] = "{0}: контрольные цифры неверны: должны быть {1}, стоят {2}",
            ["Ethereum address fails its mixed-case checksum (EIP-55)"] = "адрес Ethereum не проходит проверку по регистру букв (EIP-55)",
            ["address fails its checksum ({0})"] = "контрольная сумма адреса неверна ({0})",
            ["IBAN has {0} characters, those of {1} have {2}; taken as it stands"] = "в IBAN знаков: {0}, для {1} их должно быть {2}; взято как есть",
            ["{0} holds no possible birth date"] = "{0}: даты рождения, которая в нём стоит, не бывает",
            ["{0} holds another birth date than the one given"] = "{0}: в нём стоит не та дата рождения, что указана",
            ["{0} its first digit must be 1 or 2"] = "{0}: первая цифра должна быть 1 или 2",
            ["{0} must begin with 1 or 2"] = "{0}: должен начинаться с 1 или 2",
            ["{0} must not begin with 0 or 1"] = "{0}: не может начинаться с 0 или 1",
            ["{0} must not begin with 0"] = "{0}: не может начинаться с 0",
            ["{0} must begin with 784"] = "{0}: должен начинаться с 784",
            ["no issuing country given; it passes the checks of {0} and is taken for one"] = "страна выдачи не указана; номер проходит проверку {0} и принят за такой",
            ["no issuing country: it can only be found as a possible match (grade C)"] = "нет страны выдачи: " + GradeC,
            ["no country: it can only be found as a possible match (grade C)"] = "нет страны: " + GradeC,
            ["the issuing state is not known; the document can only be found as a possible match (grade C)"] = "государство выдачи неизвестно: " + GradeC,
            ["has not the length of a personal number of {0}; taken as it stands"] = "длина не та, что у личных номеров {0}; взято как есть",
            ["the scheme of {0} is not known here; taken unchecked"] = "как устроены номера {0}, здесь неизвестно; взято без проверки",
            ["the platform is not known here; taken unchecked"] = "площадка здесь неизвестна; взято без проверки",
            ["the country it names is not known; it is treated as not given"] = "названной страны мы не знаем; считается, что она не указана",
            ["the country is not known; national numbers and plates cannot be read by it"] = "страна неизвестна; внутренние номера и номерные знаки по ней прочесть нельзя",
            ["empty"] = "пусто",
            ["longer than any number"] = "длиннее любого номера",
            ["longer than any account"] = "длиннее любого счёта или учётной записи",
            ["longer than any machine-readable zone"] = "длиннее любой машиночитаемой зоны",
            ["{0} letters and digits; 3 to {1} are read"] = "букв и цифр: {0}; читаются от 3 до {1}",
            ["more than {0} entries; the rest is not read"] = "больше {0} значений; остальные не читаются",
            ["{0} of {1} keys dropped, the lightest ones: {2} is the limit"] = "ключей отброшено: {0} из {1}, самые лёгкие; предел {2}",
            ["is not a telephone number"] = "это не номер телефона",
            ["has more than 15 digits"] = "больше 15 цифр",
            ["has not the length of a number under +{0}; taken as it stands"] = "длина не та, что у номеров с кодом +{0}; взято как есть",
            ["no plus and no country; it is taken for an international number under +{0}"] = "нет ни плюса, ни страны; принят за международный номер с кодом +{0}",
            ["is a national number, and no country is given to read it by"] = "это внутренний номер, а страна, по которой его прочесть, не указана",
            ["begins with no known calling code"] = "не начинается ни с одного известного кода страны",
            ["is neither IBAN, e-mail, platform:handle nor a known crypto address"] = "это не IBAN, не адрес электронной почты, не площадка:имя и не известный криптоадрес",
            ["only A to Z, 0 to 9 and < occur in a machine-readable zone"] = "в машиночитаемой зоне бывают только буквы A–Z, цифры и знак <",
            ["expected 3 lines of 30, 2 of 36 or 2 of 44 characters"] = "ожидаются 3 строки по 30, 2 по 36 или 2 по 44 знака",
            ["found {0} and {1} and {2} and {3}"] = "здесь {0}, {1}, {2} и {3}",
            ["found {0} and {1} and {2}"] = "здесь {0}, {1} и {2}",
            ["found {0} and {1}"] = "здесь {0} и {1}",
            ["found {0}"] = "здесь {0}",
            ["script not supported: {0}; no key is derived from what is written in it"] = "письмо не поддерживается: {0}; из написанного им ключи не получаются",
            ["letters were lost in a wrong encoding (U+FFFD stands for them); save the file as UTF-8 and read it again"] = "буквы потеряны из-за неверной кодировки (на их месте стоит U+FFFD); сохраните файл в UTF-8 и прочтите заново",
            ["a word such as unknown stands for a name that is not known; no key is derived from it"] = "слово вроде «неизвестно» стоит вместо имени, которого не знают; ключи из него не получаются",
            ["longer than a name; only the first {0} characters and {1} words are read"] = "длиннее имени; читаются только первые {0} знаков и {1} слов",
            ["the name holds no letters that can be read, so no keys are derived"] = "в имени нет букв, которые мы читаем, поэтому ключей нет",
            ["no year of birth: a name alone fits too many people, so no name keys are derived"] = "нет года рождения: одно имя подходит слишком многим, поэтому ключей имени нет",
            ["the name is too short to derive keys from"] = "имя слишком короткое, чтобы получить из него ключи",
            ["expected YYYY, YYYY-MM or YYYY-MM-DD"] = "ожидается ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД",
            ["month and day must be digits"] = "месяц и день должны быть цифрами",
            ["year must lie between {0} and {1}"] = "год должен быть от {0} до {1}",
            ["month must lie between 1 and 12"] = "месяц должен быть от 1 до 12",
            ["the calendar has no such day"] = "такого дня в календаре нет",
            ["day and month are taken the other way round"] = "день и месяц взяты наоборот",
            ["the day is left out"] = "день опущен",
            ["only the year is taken"] = "взят только год",
        },
        text => _words.GetValueOrDefault(text, text));

    /// <summary>The remark in Russian; names of schemes and scripts that have no Russian word stay.</summary>
    public static string Of(string message) => _words.TryGetValue(message, out var word) ? word : _texts.Of(message);
}
