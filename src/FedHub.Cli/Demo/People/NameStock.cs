namespace FedHub.Cli.Demo.People;

/// <summary>Common names of one language from which invented persons are put together.</summary>
internal sealed record NameStock
{
    public required IReadOnlyList<string> MaleNames { get; init; }

    public required IReadOnlyList<string> FemaleNames { get; init; }

    /// <summary>Stems to which the endings are added.</summary>
    public required IReadOnlyList<string> SurnameStems { get; init; }

    public required string MaleEnding { get; init; }

    public required string FemaleEnding { get; init; }

    /// <summary>Endings that make a patronymic of a father's name; empty where records carry none.</summary>
    public string MalePatronymic { get; init; } = "";

    public string FemalePatronymic { get; init; } = "";

    /// <summary>Surname, given name and, two times in three, patronymic, as registers of the country write them.</summary>
    public string FullName(bool female, SeededNumbers numbers)
    {
        var surname = numbers.Pick(SurnameStems) + (female ? FemaleEnding : MaleEnding);
        var given = numbers.Pick(female ? FemaleNames : MaleNames);
        var ending = female ? FemalePatronymic : MalePatronymic;
        var patronymic = ending.Length > 0 && !numbers.OneIn(3) ? " " + numbers.Pick(MaleNames) + ending : "";
        return surname + " " + given + patronymic;
    }
}
