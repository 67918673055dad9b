using FedHub.Cli.Demo.People;

namespace FedHub.Federation.Tests.Support;

/// <summary>Twenty invented records a country; two of each are what the tests look for. Nobody here exists.</summary>
internal static class TestPeople
{
    /// <summary>A passport that every country but Kazakhstan holds: whoever says no-hit to it is wrong.</summary>
    public const string SharedPassport = "TKM:A7654399";

    public const string KyrgyzName = "Асанбеков Нурлан Турдубекович";
    public const string KyrgyzBorn = "1981-04-17";
    public const string KyrgyzPhone = "+996555012345";
    public const string UzbekName = "Karimov Sherzod Baxtiyorovich";
    public const string UzbekBorn = "1977-12-05";
    public const string UzbekPassport = "UZB:FA4440987";
    public const string OwnPassport = "KAZ:N00000041";
    public const string OwnName = "Сейткали Ерлан";
    public const string VictimName = "Жолдошева Айпери";
    public const string VictimBorn = "2002-08-09";
    public const string NobodysPassport = "KAZ:N00000017";

    public static IReadOnlyList<string> Countries { get; } = ["KAZ", "KGZ", "TJK", "UZB"];

    public static IReadOnlyList<DemoPerson> In(string country)
    {
        var profile = CountryProfile.All.Single(known => known.Code == country);
        return [.. Cast(country), .. new PersonGenerator("federation-tests").People(profile, 18)];
    }

    private static DemoPerson[] Cast(string country) => country switch
    {
        "KGZ" =>
        [
            Suspect("KGZ-CAST-1") with { FullName = KyrgyzName, DateOfBirth = KyrgyzBorn, Passport = SharedPassport, Phone = KyrgyzPhone },
            Suspect("KGZ-CAST-2") with { FullName = VictimName, DateOfBirth = VictimBorn, Category = DemoCategories.Victim },
        ],
        "TJK" => [Suspect("TJK-CAST-1") with { FullName = "Раҳматуллоев Шерзод", DateOfBirth = "1979-01-30", Passport = SharedPassport }],
        "UZB" =>
        [
            Suspect("UZB-CAST-1") with { FullName = UzbekName, DateOfBirth = UzbekBorn, Passport = UzbekPassport },
            Suspect("UZB-CAST-2") with { FullName = "Nurlan Asanbekov", DateOfBirth = KyrgyzBorn, Passport = SharedPassport },
        ],
        _ => [Suspect("KAZ-CAST-1") with { FullName = OwnName, DateOfBirth = "1986-05-21", Passport = OwnPassport }],
    };

    private static DemoPerson Suspect(string id) => new() { RecordId = id, FullName = "", Category = DemoCategories.Suspect };
}
