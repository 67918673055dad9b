using System.Text.Json.Nodes;
using FedHub.Cli.Demo.People;
using FedHub.Matching;
using FedHub.Matching.Tests.Quality;

namespace FedHub.Benchmarks;

/// <summary>How well and how fast names meet, each figure beside its aim. The sets of persons are those of the tests of quality.</summary>
internal static class LinkageBenchmark
{
    private const int PeopleEach = 400;
    private const long MostBytesOfAnybody = 1 << 20;

    /// <summary>Takes about a minute.</summary>
    public static JsonObject Run()
    {
        var cases = new JsonArray();
        var result = new JsonObject
        {
            ["name"] = "linkage",
            ["unit"] = "recall: share of searches whose own record reaches grade C; false-match rate: share of pairs of strangers given one date of birth that do",
            ["baseline"] = "the ratio is the figure to its aim, or the aim to the figure where less is better; 1 and more is reached",
            ["ruleset"] = Convert.ToHexStringLower(RuleSet.Current.Hash.Span),
            ["cases"] = cases,
        };
        Own(cases);
        if (DataFolder.Find() is { } folder)
        {
            var (more, curves) = PublicSets.Measure(folder);
            while (more.Count > 0)
            {
                var next = more[0];
                more.RemoveAt(0);
                cases.Add(next);
            }

            result["curves"] = curves;
        }
        else
        {
            result["skipped"] = "SDN, UN, FEBRL and the official romanisations are not measured: the folder shared/data beside the repository is not there.";
        }

        Speed(cases);
        return result;
    }

    private static void Own(JsonArray cases)
    {
        foreach (var (search, record, figures) in KazakhSet.Measure(KazakhSet.Developed))
        {
            cases.Add(LinkageCase.AtLeast($"{search} among {record}", "recall at C", figures.Recall(RuleSet.Current.ThresholdC), 0.99));
        }

        foreach (var (search, record, figures) in KazakhSet.Measure(KazakhSet.HeldOut))
        {
            cases.Add(LinkageCase.AtLeast($"held out: {search} among {record}", "recall at C", figures.Recall(RuleSet.Current.ThresholdC), 0.99));
        }

        var (count, emptyOrShared, readableWithKeys, readable, scriptsNamed) = WorldNames.Measure();
        cases.Add(LinkageCase.AtMost("world-wide names", "names with an empty or shared empty key", emptyOrShared, 0));
        cases.Add(LinkageCase.AtLeast("world-wide names", "share of readable names with keys", (double)readableWithKeys / readable, 1));
        cases.Add(LinkageCase.AtLeast("world-wide names", "share of unread scripts that are named", (double)scriptsNamed / (count - readable), 1));
    }

    private static void Speed(JsonArray cases)
    {
        var generator = new PersonGenerator("linkage");
        var whole = CountryProfile.All.SelectMany(country => generator.People(country, PeopleEach)).Select(Subject).ToList();
        var names = KazakhSet.Writings(KazakhSet.Developed).SelectMany(writing => writing.People).ToList();
        foreach (var (set, people) in new[] { ("persons of five registers, all fields", whole), ("Kazakh set, names and dates", names) })
        {
            var (speed, bytes) = KeySpeed.Measure(people);
            cases.Add(LinkageCase.AtLeast(set, "persons a second and core", speed, 10_000));
            cases.Add(LinkageCase.Known(set, "bytes allocated a person", bytes));
        }

        var longest = new MatchSubject { FullName = string.Join(' ', Enumerable.Repeat("Shchxjcschxjc", 1000)), DateOfBirth = whole[0].DateOfBirth };
        cases.Add(LinkageCase.AtMost("a hostile name of 14,000 letters", "bytes allocated", KeySpeed.BytesOf(longest), MostBytesOfAnybody));
    }

    private static MatchSubject Subject(DemoPerson person) => new()
    {
        FullName = person.FullName,
        DateOfBirth = PartialDate.TryParse(person.DateOfBirth, out var date, out _) ? date : null,
        Country = person.Nationality,
        Documents = person.Passport.Length > 0 ? [person.Passport] : [],
        PersonalNumbers = person.NationalId.Length > 0 ? [person.NationalId] : [],
        Phones = person.Phone.Length > 0 ? [person.Phone] : [],
    };
}
