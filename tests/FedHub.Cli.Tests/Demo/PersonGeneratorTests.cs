using FedHub.Cli.Csv;
using FedHub.Cli.Demo.Cast;
using FedHub.Cli.Demo.People;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Demo;

public sealed class PersonGeneratorTests
{
    private static readonly DateOnly _born = new(1984, 2, 29);

    [Fact]
    public void People_SameSeed_AreTheSame()
        => new PersonGenerator("one").People(CountryProfile.All[0], 50).ShouldBe(new PersonGenerator("one").People(CountryProfile.All[0], 50));

    [Fact]
    public void People_OtherSeed_AreOthers()
        => new PersonGenerator("one").People(CountryProfile.All[0], 50).ShouldNotBe(new PersonGenerator("two").People(CountryProfile.All[0], 50));

    [Fact]
    public void People_OfEachCountry_AreAsManyAsWantedWithDistinctIds()
    {
        foreach (var country in CountryProfile.All)
        {
            var people = new PersonGenerator("demo").People(country, 1000).ToList();

            people.Count.ShouldBe(1000);
            people.Select(person => person.RecordId).Distinct().Count().ShouldBe(1000);
            people.ShouldAllBe(person => person.FullName.Contains(' '));
        }
    }

    [Theory]
    [InlineData("KAZ", true)]
    [InlineData("KGZ", true)]
    [InlineData("TJK", true)]
    [InlineData("TKM", false)]
    [InlineData("UZB", false)]
    public void People_OfACountry_AreWrittenInItsScript(string code, bool cyrillic)
    {
        var country = CountryProfile.All.Single(profile => profile.Code == code);

        var inScript = new PersonGenerator("demo").People(country, 500).Count(person => person.FullName.Any(letter => letter is >= 'Ѐ' and <= 'ӿ') == cyrillic);

        // One in nine carries a Russian name, in Cyrillic everywhere.
        inScript.ShouldBeGreaterThan(cyrillic ? 499 : 400);
    }

    [Fact]
    public void KazakhNumber_AnyPerson_PassesTheCheckAndNamesBirthAndSex()
    {
        var numbers = new SeededNumbers("iin");
        for (var i = 0; i < 500; i++)
        {
            var iin = PersonalNumbers.Create("KAZ", _born, female: true, numbers);

            iin.Length.ShouldBe(12);
            iin[..7].ShouldBe("8402294");
            IinCheckDigit(iin).ShouldBe(iin[11] - '0');
        }
    }

    [Fact]
    public void UzbekNumber_AnyPerson_PassesTheCheckAndNamesBirthAndSex()
    {
        var numbers = new SeededNumbers("pinfl");
        for (var i = 0; i < 500; i++)
        {
            var pinfl = PersonalNumbers.Create("UZB", _born, female: false, numbers);

            pinfl.Length.ShouldBe(14);
            pinfl[..7].ShouldBe("3290284");
            int[] weights = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7];
            (weights.Select((weight, at) => weight * (pinfl[at] - '0')).Sum() % 10).ShouldBe(pinfl[13] - '0');
        }
    }

    [Fact]
    public void KyrgyzNumber_Woman_BeginsWithOneAndTheBirthDate()
        => PersonalNumbers.Create("KGZ", _born, female: true, new SeededNumbers("pin"))[..9].ShouldBe("129021984");

    [Fact]
    public void PersonCsv_NameWithCommaAndQuote_ReadsBackTheSame()
    {
        var person = new DemoPerson { RecordId = "X-1", FullName = "O\"Neil, \"J\"", DateOfBirth = "1980", Category = "suspect" };

        using var rows = CsvText.Open(new StringReader(PersonCsv.Write([person])));
        rows.ReadRow().ShouldBe(["record_id", "full_name", "date_of_birth", "nationality", "passport", "national_id", "phone", "vehicle", "account", "category"]);
        rows.ReadRow().ShouldBe(["X-1", "O\"Neil, \"J\"", "1980", "", "", "", "", "", "", "suspect"]);
        rows.ReadRow().ShouldBeNull();
    }

    [Fact]
    public void DemoPerson_ToString_HoldsTheIdOnly()
        => new DemoPerson { RecordId = "X-1", FullName = "Somebody", Category = "victim" }.ToString().ShouldBe("DemoPerson(X-1)");

    [Fact]
    public void DemoScript_EveryPurpose_IsOfTheClosedList()
        => DemoScript.Searches.ShouldAllBe(search => Tokens.AllPurposes.Contains(search.Purpose));

    [Fact]
    public void DemoCast_TraffickedPerson_StandsInThreeRegistersUnderThreeSpellings()
    {
        var spellings = CountryProfile.All.SelectMany(country => DemoCast.In(country.Code))
            .Where(person => person.DateOfBirth == "2001-03-14").Select(person => person.FullName).ToList();

        spellings.Count.ShouldBe(3);
        spellings.Distinct().Count().ShouldBe(3);
    }

    // Written out from the scheme's description, not from the generator.
    private static int IinCheckDigit(string iin)
    {
        int[] first = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        int[] second = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
        var sum = first.Select((weight, at) => weight * (iin[at] - '0')).Sum() % 11;
        return sum == 10 ? second.Select((weight, at) => weight * (iin[at] - '0')).Sum() % 11 : sum;
    }
}
