using System.Text;
using FedHub.Cli.Demo.People;
using FedHub.Cli.Search;
using FedHub.Federation.Tests.Support;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Federation.Tests;

/// <summary>
/// Promises 1 and 2: after searches of every kind, nothing that was searched or that is stored stands in clear in any file of the hub or of a
/// node, or in anything that their processes wrote.
/// </summary>
[Collection(SharedFederation.Name)]
public sealed class PrivacyTests(LiveFederation federation)
{
    private static readonly char[] _separators = [' ', ',', '-', ':', '\''];

    private static readonly IReadOnlyList<SearchInput> _searches =
    [
        Searches.Shared,
        Searches.Passport(TestPeople.UzbekPassport),
        Searches.Passport(TestPeople.NobodysPassport),
        Searches.Phone(TestPeople.KyrgyzPhone),
        Searches.Name("Каримов Шерзод Бахтиёрович", TestPeople.UzbekBorn),
        Searches.Name("Asanbekov Nurlan", TestPeople.KyrgyzBorn),
        Searches.Name(TestPeople.VictimName, TestPeople.VictimBorn) with { Purpose = Purpose.VictimIdentification },
        Searches.Name("Небывалова Ефросинья", "1966-06-16"),
        Searches.Shared with { PersonalNumbers = ["UZB:31705850590021"], Purpose = Purpose.BorderCheck },
    ];

    [Fact]
    public async Task Files_OfHubAndNodesAndTheirLogs_HoldNothingThatWasSearchedOrStored()
    {
        var outcomes = new List<string>();
        foreach (var search in _searches)
        {
            outcomes.Add(Searches.Summary(await federation.SearchAsync(search)));
        }

        outcomes.ShouldContain(outcome => outcome.Contains("HIT A", StringComparison.Ordinal), "the searches must reach the disclosure of records");
        var needles = Needles();
        var found = new List<string>();
        var files = FilesOfHosts();
        foreach (var file in files)
        {
            found.AddRange(needles.FindIn(await ReadAsync(file)).Select(label => $"{Path.GetRelativePath(federation.Files.Root, file)}: {label}"));
        }

        found.AddRange(needles.FindIn(Encoding.UTF8.GetBytes(federation.ProcessLogs)).Select(label => "the processes' streams: " + label));

        found.ShouldBeEmpty();
        files.Select(Path.GetFileName).ShouldContain("hub.db");
        files.Select(Path.GetFileName).ShouldContain("hub.db-wal");
        files.Count(file => Path.GetFileName(file) == "node.db").ShouldBe(4);
        federation.ProcessLogs.ShouldContain("The hub serves members");
    }

    [Fact]
    public async Task CaseReference_OfTheSearches_StaysOutOfTheHubAndOfOtherCountries()
    {
        await federation.SearchAsync(Searches.Shared);
        var needle = new ClearText();
        needle.Add(Searches.CaseReference, "case reference");

        foreach (var file in FilesOfHosts().Where(file => !file.StartsWith(federation.Files.NodeFolder("KAZ"), StringComparison.Ordinal)))
        {
            needle.FindIn(await ReadAsync(file)).ShouldBeEmpty(Path.GetRelativePath(federation.Files.Root, file));
        }
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Scan_TextThatStandsInClear_IsFound(string encoding)
    {
        byte[] bytes = [0, 1, 2, .. Encoding.GetEncoding(encoding).GetBytes("АСАНБЕКОВ"), 3];

        Needles().FindIn(bytes).ShouldContain("KGZ-CAST-1 word");
        Needles().FindIn("nothing that anybody wrote into a register"u8).ShouldBeEmpty();
    }

    /// <summary>As stored and typed, word by word, digits alone, and in each normal form under which it is matched.</summary>
    private static ClearText Needles()
    {
        var needles = new ClearText();
        foreach (var person in TestPeople.Countries.SelectMany(TestPeople.In))
        {
            Add(needles, person.RecordId, person);
        }

        for (var i = 0; i < _searches.Count; i++)
        {
            var input = _searches[i];
            Add(needles, FormattableString.Invariant($"search {i}"), new DemoPerson
            {
                RecordId = "",
                Category = "",
                FullName = input.FullName,
                DateOfBirth = input.DateOfBirth,
                Passport = string.Concat(input.Documents),
                NationalId = string.Concat(input.PersonalNumbers),
                Phone = string.Concat(input.Phones),
            });
        }

        return needles;
    }

    private static void Add(ClearText needles, string label, DemoPerson person)
    {
        foreach (var value in new[] { person.FullName, person.Passport, person.NationalId, person.Phone, person.Phone.TrimStart('+') })
        {
            needles.Add(value, label + " value");
            foreach (var word in value.Split(_separators, StringSplitOptions.RemoveEmptyEntries))
            {
                needles.Add(word, label + " word");
            }
        }

        PartialDate? born = PartialDate.TryParse(person.DateOfBirth, out var date, out _) ? date : null;
        var subject = new MatchSubject
        {
            FullName = person.FullName,
            DateOfBirth = born,
            Documents = [person.Passport],
            PersonalNumbers = [person.NationalId],
            Phones = [person.Phone],
            Country = person.Nationality,
        };
        foreach (var key in SearchKeys.ForRecord(subject).Keys.Concat(SearchKeys.ForSearch(subject).Keys))
        {
            needles.Add(key.Value, label + " key");
            needles.Add(key.ToCanonicalBytes(), label + " key with its kind");
        }
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private List<string> FilesOfHosts() =>
    [
        .. TestPeople.Countries.Select(federation.Files.NodeFolder).Append(federation.Files.HubFolder)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is not (".sock" or ".lock")),
    ];
}
