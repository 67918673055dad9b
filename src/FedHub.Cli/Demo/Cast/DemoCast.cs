using FedHub.Cli.Demo.People;

namespace FedHub.Cli.Demo.Cast;

/// <summary>
/// The invented persons around whom the demonstration's story turns. Nobody here exists.
/// Gulzat Tolegenova was trafficked and stands in three registers under three spellings; Merdan Ataýew recruits and travels on two
/// passports, offers jobs on a messenger and drives a wanted minibus; one passport was stolen in Dushanbe.
/// </summary>
internal static class DemoCast
{
    public const string VictimDateOfBirth = "2001-03-14";
    public const string RecruiterDateOfBirth = "1979-11-02";
    public const string RecruiterTurkmenPassport = "TKM:A9930417";
    public const string RecruiterUzbekPassport = "UZB:FA7710266";
    public const string RecruiterPhone = "+99362417093";
    public const string RecruiterAccount = "telegram:@merdan_jobs_abroad";
    public const string WantedPlate = "KGZ:01KG777ABC";
    public const string StolenPassport = "TJK:409915528";

    private static readonly DemoPerson[] _all =
    [
        new()
        {
            RecordId = "KAZ-STORY-1",
            FullName = "Төлегенова Гүлзат",
            DateOfBirth = VictimDateOfBirth,
            Nationality = "KGZ",
            Category = DemoCategories.MissingPerson,
        },
        new()
        {
            RecordId = "KGZ-STORY-1",
            FullName = "Төлөгөнова Гүлзат Бакыт кызы",
            DateOfBirth = VictimDateOfBirth,
            Nationality = "KGZ",
            Passport = "KGZ:AC4418203",
            Category = DemoCategories.Victim,
        },
        new()
        {
            RecordId = "KGZ-STORY-2",
            Vehicle = WantedPlate,
            Category = DemoCategories.Vehicle,
        },
        new()
        {
            RecordId = "TJK-STORY-1",
            FullName = "Раҳимов Далер Назарович",
            DateOfBirth = "1988-06-21",
            Nationality = "TJK",
            Passport = StolenPassport,
            Category = DemoCategories.Document,
        },
        new()
        {
            RecordId = "TKM-STORY-1",
            FullName = "Ataýew Merdan",
            DateOfBirth = RecruiterDateOfBirth,
            Nationality = "TKM",
            Passport = RecruiterTurkmenPassport,
            Phone = RecruiterPhone,
            Account = RecruiterAccount,
            Category = DemoCategories.Suspect,
        },
        new()
        {
            RecordId = "UZB-STORY-1",
            FullName = "Toʻlegenova Gulzat",
            DateOfBirth = VictimDateOfBirth,
            Nationality = "KGZ",
            Category = DemoCategories.Victim,
        },
        new()
        {
            RecordId = "UZB-STORY-2",
            FullName = "Atayev Merdan",
            DateOfBirth = RecruiterDateOfBirth,
            Nationality = "UZB",
            Passport = RecruiterUzbekPassport,
            Category = DemoCategories.Suspect,
        },
    ];

    /// <summary>The persons of the story that stand in this country's register.</summary>
    public static IEnumerable<DemoPerson> In(string country)
        => _all.Where(person => person.RecordId.StartsWith(country + "-", StringComparison.Ordinal));
}
