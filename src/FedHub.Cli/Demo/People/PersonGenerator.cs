using System.Globalization;

namespace FedHub.Cli.Demo.People;

/// <summary>Invents a country's register. The same seed gives the same persons.</summary>
internal sealed class PersonGenerator(string seed)
{
    private const int FirstBirthYear = 1955;
    private const int LastBirthYear = 2008;

    // Of ten records: six suspects, two victims, one missing person, one lost document.
    private static readonly string[] _categories =
    [
        DemoCategories.Suspect, DemoCategories.Suspect, DemoCategories.Suspect,
        DemoCategories.Suspect, DemoCategories.Suspect, DemoCategories.Suspect,
        DemoCategories.Victim, DemoCategories.Victim, DemoCategories.MissingPerson, DemoCategories.Document,
    ];

    public IEnumerable<DemoPerson> People(CountryProfile country, int count)
    {
        var numbers = new SeededNumbers(seed + "/" + country.Code);
        for (var i = 1; i <= count; i++)
        {
            yield return Person(country, i, numbers);
        }
    }

    private static DemoPerson Person(CountryProfile country, int index, SeededNumbers numbers)
    {
        var female = numbers.OneIn(2);
        var born = new DateOnly(numbers.Between(FirstBirthYear, LastBirthYear), 1, 1).AddDays(numbers.Below(365));
        var names = numbers.OneIn(9) ? NameStocks.Russian : country.Names;
        var nationalId = PersonalNumbers.Create(country.Code, born, female, numbers);
        return new DemoPerson
        {
            RecordId = string.Create(CultureInfo.InvariantCulture, $"{country.Code}-{index:D5}"),
            FullName = names.FullName(female, numbers),
            DateOfBirth = DateOfBirth(born, numbers),
            Nationality = country.Code,
            Passport = numbers.OneIn(5) ? "" : country.Passport(numbers),
            NationalId = nationalId.Length == 0 || numbers.OneIn(4) ? "" : country.Code + ":" + nationalId,
            Phone = numbers.OneIn(2) ? "" : country.Phone(numbers),
            Category = numbers.Pick(_categories),
        };
    }

    /// <summary>Now and then only the month or the year is known, as in real files.</summary>
    private static string DateOfBirth(DateOnly born, SeededNumbers numbers) => numbers.Below(20) switch
    {
        0 => born.ToString("yyyy", CultureInfo.InvariantCulture),
        1 => born.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
