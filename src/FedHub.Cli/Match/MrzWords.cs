using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>What <c>match mrz</c> says, in one language.</summary>
internal sealed record MrzWords
{
    public static MrzWords English { get; } = new()
    {
        Layouts = ["TD1: card, 3 lines of 30", "TD2: larger card, 2 lines of 36", "TD3: passport, 2 lines of 44", "MRV-A: visa, 2 lines of 44", "MRV-B: visa, 2 lines of 36"],
        Fields = ["issuer", "document number", "family name", "given names", "nationality", "date of birth", "optional data"],
        CheckDigits = "Check digits:",
        Checks = field => field,
        Right = "{0}: right: {3} (line {1}, character {2})",
        WrongDigit = "{0}: WRONG: {3} stands there, {4} is right (line {1}, character {2})",
        Note = "note",
        Wrong = "Wrong check digits",
        Forged = "Forged papers fail theirs: a search with --as-typed goes by what stands there.",
        Remark = message => message,
    };

    public static MrzWords Russian { get; } = new()
    {
        Layouts = ["TD1: карточка, 3 строки по 30", "TD2: большая карточка, 2 строки по 36", "TD3: паспорт, 2 строки по 44", "MRV-A: виза, 2 строки по 44", "MRV-B: виза, 2 строки по 36"],
        Fields = ["кем выдан", "номер документа", "фамилия", "имена", "гражданство", "дата рождения", "дополнительные данные"],
        CheckDigits = "Контрольные цифры:",
        Checks = RussianRemarks.Of,
        Right = "{0}: верна: {3} (строка {1}, знак {2})",
        WrongDigit = "{0}: НЕВЕРНА: стоит {3}, должна быть {4} (строка {1}, знак {2})",
        Note = "замечание",
        Wrong = "Неверных контрольных цифр",
        Forged = "У подделок они неверны: поиск с --as-typed идёт по тому, что стоит.",
        Remark = RussianRemarks.Of,
    };

    /// <summary>In the order of <see cref="MrzFormat"/>.</summary>
    public required IReadOnlyList<string> Layouts { get; init; }

    /// <summary>Issuer, number, family name, given names, nationality, birth, optional data.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    public required string CheckDigits { get; init; }

    /// <summary>Name of the field that a check digit covers.</summary>
    public required Func<string, string> Checks { get; init; }

    /// <summary>A digit that is right: field, line, character, what stands there.</summary>
    public required string Right { get; init; }

    /// <summary>A digit that is wrong: the same, and what would be right.</summary>
    public required string WrongDigit { get; init; }

    public required string Note { get; init; }

    public required string Wrong { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Forged { get; init; }

    public required Func<string, string> Remark { get; init; }
}
