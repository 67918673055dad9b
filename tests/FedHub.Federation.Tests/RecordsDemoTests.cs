using System.Text;
using System.Text.RegularExpressions;
using FedHub.Cli.Demo.People;
using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests;

/// <summary><c>fedhub demo --records --queries</c> as a process, with a file of queries as people write them.</summary>
[Collection(SharedFederation.Name)]
public sealed partial class RecordsDemoTests : IDisposable
{
    private static readonly string[] _countries = ["KAZ", "KGZ", "UZB"];

    private readonly string _folder = Directory.CreateTempSubdirectory("fedhub-records-").FullName;

    [Fact]
    public async Task Demo_RecordsAndQueriesOfFiles_GivesExactlyTheseLines()
    {
        WriteRecords();
        var queries = Path.Combine(_folder, "queries.csv");
        // With a byte-order mark, as spreadsheets write it.
        await File.WriteAllTextAsync(queries, Queries(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        await using var demo = await CliProcess.RunAsync("demo", "--records", Path.Combine(_folder, "records"), "--queries", queries, "--json");

        demo.ExitCode.ShouldBe(0, demo.Error);
        var lines = demo.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Varying().Replace(line, "${key}*")).ToList();
        lines.ShouldBe(_expected);
        foreach (var person in _countries.SelectMany(People).Where(person => person.Passport.Length > 0))
        {
            (demo.Output + demo.Error).ShouldNotContain(person.Passport.Split(':')[1]);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex("(?<key>\"elapsedMs\":|\"size\":|\"root\":)[^,}]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Varying();

    private static List<DemoPerson> People(string country)
        => [.. new PersonGenerator("records").People(CountryProfile.All.Single(known => known.Code == country), 20)];

    private void WriteRecords()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "records"));
        foreach (var country in _countries)
        {
            File.WriteAllText(Path.Combine(_folder, "records", country + ".csv"), PersonCsv.Write(People(country)), new UTF8Encoding(country == "KGZ"));
        }
    }

    private static string Queries()
    {
        var (kaz, kgz, uzb) = (People("KAZ"), People("KGZ"), People("UZB"));
        var suspect = kgz.First(person => person is { Category: "suspect", Passport.Length: > 0 });
        var named = uzb.First(person => person is { Category: "suspect", DateOfBirth.Length: 10 });
        var victim = kgz.First(person => person is { Category: "victim", DateOfBirth.Length: 10 });
        var phoned = uzb.First(person => person is { Category: "suspect", Phone.Length: > 0 });
        var numbered = uzb.First(person => person is { Category: "suspect", NationalId.Length: > 0 });
        var own = kaz.First(person => person is { Category: "suspect", Passport.Length: > 0 });
        string[] lines =
        [
            "query_id,origin,purpose,full_name,date_of_birth,passport,national_id,phone",
            $"passport,KAZ,investigation,,,{suspect.Passport},,",
            $"passport-bare,KAZ,investigation,,,{suspect.Passport.Split(':')[1]},,",
            $"name,KAZ,investigation,\"{named.FullName}\",{named.DateOfBirth},,,",
            $"victim,UZB,victim-identification,{victim.FullName},{victim.DateOfBirth},,,",
            $"phone,KGZ,investigation,,,,,{phoned.Phone}",
            $"number,KAZ,investigation,,,,{numbered.NationalId},",
            $"number-bare,KAZ,investigation,,,,{numbered.NationalId.Split(':')[1]},",
            $"own,KAZ,investigation,,,{own.Passport},,",
            $" spaces , kaz ,investigation, , , {suspect.Passport} , , ",
            "nobody,KAZ,border-check,,,KAZ:N00000017,,",
            "empty,KAZ,investigation,,,,,",
            $"name-without-date,KAZ,investigation,{named.FullName},,,,",
            $"bad-purpose,KAZ,curiosity,,,{suspect.Passport},,",
            $"bad-date,KAZ,investigation,{named.FullName},1990-13-45,,,",
            $"bad-date-good-passport,KAZ,investigation,{suspect.FullName},31.31.1990,{suspect.Passport},,",
            $"bad-origin,Kazakhstan,investigation,,,{suspect.Passport},,",
            "short,KAZ,investigation",
        ];
        return string.Join("\r\n", lines) + "\r\n";
    }
}
