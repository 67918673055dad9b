using System.Collections.Frozen;

namespace FedHub.Matching;

/// <summary>The reasons of a score in Russian. The words of the English reasons are their keys, so that they stand in one place.</summary>
public static class RussianReasons
{
    private static readonly FrozenDictionary<string, string> _fields = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [FieldNames.Name] = "имя",
        [FieldNames.DateOfBirth] = "дата рождения",
        [FieldNames.Document] = "документ",
        [FieldNames.PersonalNumber] = "личный номер",
        [FieldNames.Phone] = "телефон",
        [FieldNames.Vehicle] = "автомобиль",
        [FieldNames.Account] = "счёт или учётная запись",
        [FieldNames.Mrz] = "машиночитаемая зона",
        [FieldNames.Country] = "страна",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly RussianTexts _texts = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["is the same"] = "совпадает",
        ["year is the same, day and month are swapped"] = "год совпадает, день и месяц переставлены",
        ["year and month are the same"] = "год и месяц совпадают",
        ["year and day are the same, the month is not"] = "год и день совпадают, месяц нет",
        ["day and month are the same, the year is not"] = "день и месяц совпадают, год нет",
        ["year is the same"] = "год совпадает",
        ["all words sound the same"] = "все слова звучат одинаково",
        ["the letters are the same, in another order or spacing"] = "те же буквы в другом порядке или с другими пробелами",
        ["one word sounds the same, another has the same consonants"] = "одно слово звучит так же, у другого те же согласные",
        ["one word sounds the same"] = "одно слово звучит так же",
        ["one word sounds the same, another begins alike"] = "одно слово звучит так же, другое так же начинается",
        ["one word sounds the same, another ends alike"] = "одно слово звучит так же, другое так же кончается",
        ["one word sounds the same, another has the same initial"] = "одно слово звучит так же, у другого та же первая буква",
        ["the consonants are the same"] = "согласные совпадают",
        ["one word has the same consonants"] = "у одного слова те же согласные",
        ["one word has the same consonants, another begins alike"] = "у одного слова те же согласные, другое так же начинается",
        ["one word has the same consonants, another ends alike"] = "у одного слова те же согласные, другое так же кончается",
        ["one word has the same consonants, another has the same initial"] = "у одного слова те же согласные, у другого та же первая буква",
        ["one word has the same letters"] = "у одного слова те же буквы",
        ["one word has the same letters, another begins alike"] = "у одного слова те же буквы, другое так же начинается",
        ["one word has the same letters, another ends alike"] = "у одного слова те же буквы, другое так же кончается",
        ["one word has the same letters, another has the same initial"] = "у одного слова те же буквы, у другого та же первая буква",
        ["one word begins alike"] = "одно слово так же начинается",
        ["parts of two words are the same"] = "части двух слов совпадают",
        ["number and issuing country are the same"] = "номер и страна выдачи совпадают",
        ["number is the same but for look-alike characters, issuing country is the same"] = "номер совпадает с точностью до похожих знаков, страна выдачи совпадает",
        ["number is the same but perhaps for look-alike characters; issuing country differs or is unknown to one side"]
            = "номер совпадает, возможно, с точностью до похожих знаков; страна выдачи отличается или неизвестна одной из сторон",
        ["number and country are the same"] = "номер и страна совпадают",
        ["number is the same; its country differs or is unknown to one side"] = "номер совпадает; его страна отличается или неизвестна одной из сторон",
        ["number is the same; numbers are shared and reissued"] = "номер совпадает; номерами пользуются сообща, и их выдают заново",
        ["plate and country are the same"] = "номерной знак и страна совпадают",
        ["plate is the same; its country differs or is unknown to one side"] = "номерной знак совпадает; его страна отличается или неизвестна одной из сторон",
        ["bank account is the same"] = "банковский счёт совпадает",
        ["e-mail address is the same"] = "адрес электронной почты совпадает",
        ["crypto address is the same"] = "криптоадрес совпадает",
        ["handle on the platform is the same; handles change hands"] = "имя на площадке совпадает; такие имена переходят к другим",
        ["no key of the two met"] = "ни один ключ не совпал",
        ["no key met: character {0} is another one"] = "ни один ключ не совпал: {0}-й знак другой",
        ["no key met: characters {0} and {1} have changed places"] = "ни один ключ не совпал: {0}-й и {1}-й знаки переставлены",
        ["no key met: the record lacks character {0} of the search"] = "ни один ключ не совпал: в записи нет {0}-го знака запроса",
        ["no key met: the search lacks character {0} of the record"] = "ни один ключ не совпал: в запросе нет {0}-го знака записи",
        ["no key met: the search has only the first {0} characters of the record"] = "ни один ключ не совпал: в запросе только первые знаки записи, их {0}",
        ["no key met: the search has only the last {0} characters of the record"] = "ни один ключ не совпал: в запросе только последние знаки записи, их {0}",
        ["no key met: the record has only the first {0} characters of the search"] = "ни один ключ не совпал: в записи только первые знаки запроса, их {0}",
        ["no key met: the record has only the last {0} characters of the search"] = "ни один ключ не совпал: в записи только последние знаки запроса, их {0}",
        ["no key met: only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters"]
            = "ни один ключ не совпал: различаются только похожие знаки, например О и ноль, І и единица, латинские и русские буквы",
        ["no key met: only capitals and small letters differ"] = "ни один ключ не совпал: различаются только прописные и строчные буквы",
        ["no key met: the same number under another calling code"] = "ни один ключ не совпал: тот же номер с другим кодом страны",
        ["no key met: the same name, and one slip in what follows the @"] = "ни один ключ не совпал: то же имя, и одна описка в том, что стоит после @",
        ["no key met: the same name at another provider"] = "ни один ключ не совпал: то же имя на другом почтовом сервере",
        ["no key met: the same name on another platform"] = "ни один ключ не совпал: то же имя на другой площадке",
        ["one side names no country"] = "одна из сторон не называет страны",
        ["the countries differ too"] = "страны тоже разные",
        ["both fail their check digits"] = "контрольные цифры неверны у обеих сторон",
        ["the search fails its check digit, so the slip is likely there"] = "контрольная цифра неверна у запроса, ошибка скорее в нём",
        ["the record fails its check digit, so the slip is likely there"] = "контрольная цифра неверна у записи, ошибка скорее в ней",
        ["only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters"]
            = "различаются только похожие знаки, например О и ноль, І и единица, латинские и русские буквы",
        ["the number is the same, but one side names no country for it"] = "номер совпадает, но одна из сторон не называет его страны",
        ["the number is the same, but the countries are not"] = "номер совпадает, но страны разные",
        ["vehicle identification number is the same"] = "идентификационный номер автомобиля совпадает",
        ["{0} words sound the same"] = "одинаково звучащих слов: {0}",
        ["year is the same, one side knows no more"] = "год совпадает, больше одной из сторон неизвестно",
        ["year and month are the same, one side knows no more"] = "год и месяц совпадают, больше одной из сторон неизвестно",
        ["one digit is wrong, or two have changed places"] = "одна цифра неверна, или две переставлены",
        ["year is not the same"] = "год не совпадает",
    });

    /// <summary>The same reason with field and text in Russian; an unknown text stays as it is.</summary>
    public static FieldReason Of(FieldReason reason) => reason with { Field = Field(reason.Field), Text = _texts.Of(reason.Text) };

    /// <summary>The field as Russians call it.</summary>
    public static string Field(string field) => _fields.GetValueOrDefault(field, field);
}
