using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>What <c>match explain</c> says around the reasons, in one language.</summary>
internal sealed record ExplainWords
{
    public static ExplainWords English { get; } = new()
    {
        Reason = reason => reason,
        Remark = (field, message) => field + ": " + message,
        Below = "below C: not shown to anybody",
        Grade = "Grade",
        Sum = "sum",
        Reported = "What a search would be told:",
        Nothing = "nothing",
        InClear = "Seen only with both rows in hand:",
        Words = "Words of the names:",
        Keys = "Keys that met:",
        SearchNote = "note on the search",
        RecordNote = "note on the record",
        Agreements = ["same", "similar", "different"],
        Likenesses = ["same spelling", "same sound", "same consonants", "one slip of the pen", "same beginning", "same initial", "no such word on the other side"],
    };

    public static ExplainWords Russian { get; } = new()
    {
        Reason = RussianReasons.Of,
        Remark = (field, message) => RussianReasons.Field(field) + ": " + RussianRemarks.Of(message),
        Below = "ниже C: никому не показывается",
        Grade = "Оценка",
        Sum = "сумма",
        Reported = "Что сообщил бы поиск:",
        Nothing = "ничего",
        InClear = "Видно, только если обе строки в руках:",
        Words = "Слова имён:",
        Keys = "Совпавшие ключи:",
        SearchNote = "замечание к запросу",
        RecordNote = "замечание к записи",
        Agreements = ["совпадает", "сходно", "различается"],
        Likenesses = ["то же написание", "то же звучание", "те же согласные", "одна описка", "то же начало", "та же первая буква", "у другой стороны такого слова нет"],
    };

    public required Func<FieldReason, FieldReason> Reason { get; init; }

    /// <summary>A field and a remark on it, as one line.</summary>
    public required Func<string, string, string> Remark { get; init; }

    public required string Below { get; init; }

    public required string Grade { get; init; }

    public required string Sum { get; init; }

    public required string Reported { get; init; }

    public required string Nothing { get; init; }

    public required string InClear { get; init; }

    public required string Words { get; init; }

    public required string Keys { get; init; }

    public required string SearchNote { get; init; }

    public required string RecordNote { get; init; }

    /// <summary>In the order of <see cref="Agreement"/>.</summary>
    public required IReadOnlyList<string> Agreements { get; init; }

    /// <summary>In the order of <see cref="WordLikeness"/>.</summary>
    public required IReadOnlyList<string> Likenesses { get; init; }
}
